package io.grantkeeper.functions.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The role of a person or program in the console. Each operation of the API names the roles that may call it. */
enum ConsoleRole {
    /** Reads the inventory, findings, policies and coverage. */
    VIEWER,
    /** Sees and answers only what belongs to the person. */
    OWNER,
    /** Approves, tolerates or refuses access. Keeps access by opening a question and answering it. */
    REVIEWER,
    /** Revokes access by opening a question and answering it. Demotes policies. */
    RESPONDER,
    /** Puts policies into force and promotes them. */
    POLICY_OWNER,
    /** Reads everything, including the ledger and evidence. */
    AUDITOR,
    /** May call every operation. */
    ADMIN;

    /** Returns the code in the configuration and the API, for example {@code policy-owner}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ConsoleRole> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
