import type { PublicSide } from '$contract/results/public-side.ts';

declare global {
  namespace App {
    interface Platform {
      publicSide: PublicSide;
    }
  }
}

export {};
