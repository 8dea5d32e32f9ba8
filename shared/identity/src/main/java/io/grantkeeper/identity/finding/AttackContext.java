package io.grantkeeper.identity.finding;

import java.util.List;

/**
 * How the security team classifies a finding about unusual activity. Only the security team needs this classification,
 * so messages to owners omit it.
 *
 * @param technique the id of the technique in MITRE ATT&CK
 * @param incident the incident that the finding belongs to, as the sentence names it
 */
public record AttackContext(String technique, String incident) {
    /** Returns the context in whole sentences. */
    public List<String> sentences() {
        return List.of(
                "In MITRE ATT&CK, this is technique %s.".formatted(technique), "It belongs to %s.".formatted(incident));
    }
}
