import { buttonsOn } from './card-words.ts';
import type { SeenMessage } from './chat-platform.ts';
import type { TestHouse } from './house.ts';

/** The "your turn" cards of a place, oldest first. */
export function turnsIn(house: TestHouse, place: string): readonly SeenMessage[] {
  return house.seen(place).messages.filter(({ card }) => card?.subject.includes('|hand|'));
}

/** The commands of a message's buttons, without the feature: `resolve`, `show`. */
export function commandsOn(message: Pick<SeenMessage, 'card'> | undefined): string[] {
  return buttonsOn(message?.card).map(({ command }) => command.replace(/^\w+\./, ''));
}

/** The ticket's own card in a place. */
export function ticketCardIn(house: TestHouse, place: string, number = 1): SeenMessage | undefined {
  return house.seen(place).messages.find(({ card }) => card?.subject === `ticket/${number}`);
}
