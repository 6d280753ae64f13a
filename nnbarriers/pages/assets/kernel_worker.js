/** Checks texts one after the other in a worker, made from the kernel's own source; a check that takes too long is ended. */
class KernelWorker {
  constructor(seconds = 60) {
    this.seconds = seconds;
    this.waiting = Promise.resolve();
    this.worker = null;
  }

  /** The verdict on the text of a certificate. */
  check(text) {
    return this.ask({ text });
  }

  /** The text of an accepted certificate with one digit changed and its hashes repaired, and the verdict on it. */
  tamper(text, turn = 0) {
    return this.ask({ text, turn });
  }

  ask(request) {
    const answer = this.waiting.then(() => this.run(request));
    this.waiting = answer.catch(() => {});
    return answer;
  }

  start() {
    const job = `onmessage = ({ data: { text, turn } }) => {
      const start = performance.now(), told = turn === undefined ? kernel.checkCertificate(text) : kernel.tampered(text, turn);
      postMessage({ ...told, milliseconds: performance.now() - start });
    };`;
    const address = URL.createObjectURL(
      new Blob([`"use strict"; const kernel = (${barriersKernel})(); ${job}`], { type: "text/javascript" }),
    );
    this.worker = new Worker(address);
    URL.revokeObjectURL(address);
  }

  run(request) {
    if (!this.worker) this.start();
    const start = performance.now();
    return new Promise((resolve) => {
      const end = (told) => {
        clearTimeout(timer);
        resolve(told);
      };
      const stop = (message) => {
        this.worker.terminate();
        this.worker = null;
        end({
          verdict: "open",
          condition: null,
          message,
          conditions: [],
          says: [],
          milliseconds: performance.now() - start,
        });
      };
      const timer = setTimeout(() => stop(`stopped after ${this.seconds} s`), 1000 * this.seconds);
      this.worker.onmessage = ({ data }) => end(data);
      this.worker.onerror = (event) => stop(`the worker failed: ${event.message}`);
      this.worker.postMessage(request);
    });
  }
}
