package io.grantkeeper.evidence.report;

import io.grantkeeper.identity.text.TextNormalization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The exposure of each zone on a day, that is, who could get control of it, computed from the inventory. No entry of
 * the ledger proves it.
 *
 * @param day the day; the inventory was examined at its end
 * @param zones tier zero and the zones of the configuration
 * @param notCollected the facts that the inventory does not contain, one phrase each
 */
public record PathExposure(LocalDate day, List<Zone> zones, List<String> notCollected) {
    /** The maximum number of choke points that a sentence names. */
    private static final int NAMED = 5;

    public PathExposure {
        zones = List.copyOf(zones);
        notCollected = List.copyOf(notCollected);
    }

    /**
     * The exposure of one zone.
     *
     * @param members how many identities belong to the zone
     * @param exposed how many identities outside the zone reach it
     * @param identities how many usable identities are outside the zone
     * @param exposedPeople how many people outside the zone reach it
     * @param people how many people have a usable account
     * @param possiblyExposed how many further identities could reach the zone if unknown conditions are true
     * @param chokePoints the nodes without which no identity outside the zone reaches it
     */
    public record Zone(
            String name,
            int members,
            int exposed,
            int identities,
            int exposedPeople,
            int people,
            int possiblyExposed,
            List<String> chokePoints) {
        public Zone {
            chokePoints = List.copyOf(chokePoints);
        }

        /** Returns the facts about the zone as sentences. */
        public String sentence() {
            List<String> sentences = new ArrayList<>();
            sentences.add("%s: %d of %d identities outside the zone reach it, and %d of %d people."
                    .formatted(name, exposed, identities, exposedPeople, people));
            if (possiblyExposed > 0) {
                sentences.add("%d more could reach it if unverified conditions are true.".formatted(possiblyExposed));
            }
            if (exposed > 0) {
                sentences.add(
                        chokePoints.isEmpty()
                                ? "No single node is on all of these paths."
                                : "All of these paths pass through %s.".formatted(named()));
            }
            return String.join(" ", sentences);
        }

        private String named() {
            List<String> first = chokePoints.stream()
                    .limit(NAMED)
                    .map(TextNormalization::oneLine)
                    .toList();
            int more = chokePoints.size() - first.size();
            return String.join(", ", first) + (more > 0 ? " and %d more".formatted(more) : "");
        }
    }

    /** Returns the source of the facts. */
    public String source() {
        return "Computed from the inventory as of the end of %s, not from the ledger, so there is no proof of it."
                .formatted(day);
    }
}
