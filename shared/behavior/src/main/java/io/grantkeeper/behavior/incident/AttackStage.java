package io.grantkeeper.behavior.incident;

import java.util.Locale;

/** The stages of an attack, in the order of ATT&amp;CK's tactics. */
public enum AttackStage {
    INITIAL_ACCESS,
    PERSISTENCE,
    PRIVILEGE_ESCALATION,
    DEFENSE_EVASION,
    DISCOVERY,
    COLLECTION,
    EXFILTRATION;

    /** Returns the stage to which an ATT&amp;CK technique belongs. Covers only techniques that signals name. */
    static AttackStage of(String technique) {
        return switch (technique) {
            case "T1098.001" -> PERSISTENCE;
            case "T1098", "T1098.003" -> PRIVILEGE_ESCALATION;
            case "T1562", "T1562.001", "T1562.008" -> DEFENSE_EVASION;
            case "T1106" -> DISCOVERY;
            case "T1119", "T1530" -> COLLECTION;
            case "T1020" -> EXFILTRATION;
            default -> INITIAL_ACCESS;
        };
    }

    /** Returns the display name, for example {@code initial access}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
