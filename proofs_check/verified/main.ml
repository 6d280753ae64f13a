(* The driver. On standard input stand names of files, each ended by a character 0; for each a line is printed:

     accepted SHA-256 KIND RESULT     what the checker accepts
     refused SHA-256                  what it does not
     unknown SHA-256 KIND             a certificate of a kind without a proved checker
     unreadable REASON                a file that cannot be read, is too large, or needs too much time or memory *)

let seconds = 300
let most = 64 * 1024 * 1024

exception Too_long

let content name =
  let channel = open_in_bin name in
  Fun.protect ~finally:(fun () -> close_in_noerr channel) (fun () ->
    let length = in_channel_length channel in
    if length > most then failwith "larger than 67108864 bytes" else really_input_string channel length)

let characters text = List.init (String.length text) (String.get text)
let word letters = String.of_seq (List.to_seq letters)

let told name =
  match content name with
  | exception (Sys_error reason | Failure reason) -> "unreadable " ^ String.escaped reason
  | exception End_of_file -> "unreadable changed while it was read"
  | text -> (
      let bytes = characters text in
      match Checker.verdict bytes, Checker.sha256 bytes with
      | Checker.Accepted (kind, result), digest -> String.concat " " ["accepted"; word digest; word kind; word result]
      | Checker.NotAccepted, digest -> "refused " ^ word digest
      | Checker.NoChecker kind, digest -> String.concat " " ["unknown"; word digest; word kind])

let answer name =
  ignore (Unix.alarm seconds);
  let line =
    try told name with
    | Too_long -> Printf.sprintf "unreadable takes longer than %d s" seconds
    | Stack_overflow | Out_of_memory -> "unreadable too large for this machine" in
  ignore (Unix.alarm 0);
  print_endline line

let () =
  Sys.set_signal Sys.sigalrm (Sys.Signal_handle (fun _ -> raise Too_long));
  let name = Buffer.create 200 in
  try
    while true do
      match input_char stdin with
      | '\000' -> answer (Buffer.contents name); Buffer.clear name
      | letter -> Buffer.add_char name letter
    done
  with End_of_file -> ()
