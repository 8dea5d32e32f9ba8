package io.grantkeeper.identity.finding;

import java.util.List;

/**
 * Reasons of a finding that help only the security team, because they name a technique or an incident. Findings store their
 * reasons as sentences, so the sentences are written and recognized here.
 */
public final class TeamReasons {
    private static final String TECHNIQUE = "In MITRE ATT&CK, this is technique %s.";
    private static final String INCIDENT = "It belongs to %s.";
    private static final String INCIDENT_ID = "incident-";

    private TeamReasons() {}

    /** Returns the reasons of a finding about unusual activity. */
    public static List<String> of(String technique, String incident) {
        return List.of(TECHNIQUE.formatted(technique), INCIDENT.formatted(incident));
    }

    /** Returns whether a reason is only for the security team. */
    public static boolean contain(String reason) {
        return reason.startsWith(TECHNIQUE.substring(0, TECHNIQUE.indexOf('%')))
                || reason.startsWith(INCIDENT.formatted(INCIDENT_ID).replace(".", ""));
    }
}
