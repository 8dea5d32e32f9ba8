package io.grantkeeper.behavior;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups signals into incidents. Signals that share an identity, a credential, a person or a new network within 72
 * hours belong together, across connections and providers.
 */
final class SignalCorrelator {
    private static final long WINDOW = 3 * 86_400L;
    private static final int MOST_KEYS = 50_000;

    private record Open(String incident, long second) {}

    private final Map<String, Open> byKey = new HashMap<>();

    /**
     * Returns the incident that has one of these keys, or opens a new incident.
     *
     * @param opens whether the signals are worth a new incident
     */
    Optional<String> join(List<String> keys, long second, boolean opens) {
        String incident = "";
        for (String key : keys) {
            Open open = byKey.get(key);
            if (open != null && Math.abs(second - open.second()) <= WINDOW) {
                incident = open.incident();
                break;
            }
        }
        if (incident.isEmpty()) {
            if (!opens || keys.isEmpty()) {
                return Optional.empty();
            }
            incident = "incident-" + TextHashes.shortName(keys.getFirst(), Long.toString(second));
        }
        if (byKey.size() > MOST_KEYS) {
            byKey.values().removeIf(open -> second - open.second() > WINDOW);
        }
        for (String key : keys) {
            byKey.put(key, new Open(incident, second));
        }
        return Optional.of(incident);
    }
}
