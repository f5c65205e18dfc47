// Fetch a sound, and play one at a time.

const RATE = 8000;
// So that noise is no louder than music.
const LOUDNESS = 0.12;

/** Fetch and decode a WAV; its samples come as they were written. */
export async function fetchSound(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  return new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
}

/** How much to turn a sound up or down, so that all are about as loud. */
export function gainFor(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, LOUDNESS / Math.sqrt(power + 1e-9));
}

/** A speaker. It opens the sound device only when something is first played. */
export class Speaker {
  #context;
  #volume;
  #source;
  #began = 0;
  level = 0.8;

  get playing() {
    return this.#source !== undefined;
  }

  /** Seconds into the sound that plays. */
  get place() {
    const { duration } = this.#source.buffer;
    return Math.min(duration, Math.max(0, this.#context.currentTime - this.#began));
  }

  /** Play from `place` on; `ended` is called when the sound ends of itself. */
  async play(sound, place, ended) {
    this.stop();
    this.#context ??= new AudioContext();
    this.#volume ??= new GainNode(this.#context);
    this.#volume.connect(this.#context.destination);
    const source = new AudioBufferSourceNode(this.#context, { buffer: sound });
    const even = new GainNode(this.#context, { gain: gainFor(sound.getChannelData(0)) });
    source.connect(even).connect(this.#volume);
    source.addEventListener("ended", () => {
      even.disconnect();
      if (this.#source !== source) return;
      this.#source = undefined;
      ended();
    });
    this.#source = source;
    this.turn(this.level);
    await this.#context.resume();
    if (this.#source !== source) return;
    this.#began = this.#context.currentTime - place;
    source.start(0, place);
  }

  /** Turn the volume, 0 to 1. */
  turn(level) {
    this.level = level;
    if (this.#volume) this.#volume.gain.value = level * level;
  }

  stop() {
    const source = this.#source;
    this.#source = undefined;
    // One that never started has nothing to stop: it throws.
    try {
      source?.stop();
    } catch (error) {
      if (error.name !== "InvalidStateError") throw error;
    }
  }

  /** Give the sound device back. */
  close() {
    this.stop();
    this.#context?.close();
  }
}
