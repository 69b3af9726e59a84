import type { PublicSide } from '$contract/public-side.ts';

declare global {
  namespace App {
    interface Platform {
      publicSide: PublicSide;
    }
  }
}

export {};
