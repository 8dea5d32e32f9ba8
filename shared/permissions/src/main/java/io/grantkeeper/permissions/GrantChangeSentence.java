package io.grantkeeper.permissions;

import java.util.List;
import java.util.Locale;

/** Summarizes the result of comparing two observations of a grant in one sentence. */
final class GrantChangeSentence {
    private static final int TOLD = 4;

    private GrantChangeSentence() {}

    static String of(GrantComparisonVerdict verdict, List<String> gained, List<String> lost, List<String> notes) {
        String told =
                switch (verdict) {
                    case EXPANDED -> "It has more access than before: " + clause(gained, "it can now ");
                    case NARROWED -> "It has less access than before: " + clause(lost, "it can no longer ");
                    case REWRITTEN -> "It has the same access as before, through different permissions";
                    case SAME -> "Its access has not changed";
                };
        String note = notes.isEmpty() ? "" : " (" + CapabilityText.list(notes) + ")";
        return (told + note).endsWith(".") ? told + note : told + note + ".";
    }

    /**
     * Joins capabilities and clauses with semicolons. The capabilities come first, as one list after {@code opening}.
     * Parts that are complete clauses follow.
     */
    private static String clause(List<String> parts, String opening) {
        List<String> clauses =
                parts.stream().filter(GrantChangeSentence::isClause).toList();
        List<String> capabilities =
                parts.stream().filter(part -> !isClause(part)).toList();
        StringBuilder told = new StringBuilder();
        if (!capabilities.isEmpty()) {
            List<String> first = capabilities.subList(0, Math.min(TOLD, capabilities.size()));
            told.append(opening)
                    .append(CapabilityText.list(first))
                    .append(capabilities.size() > TOLD ? ", and " + (capabilities.size() - TOLD) + " more things" : "");
        }
        for (String one : clauses) {
            told.append(told.isEmpty() ? "" : "; ").append(one);
        }
        return told.toString();
    }

    private static boolean isClause(String part) {
        String start = part.toLowerCase(Locale.ROOT);
        return start.startsWith("it ") || start.startsWith("its ") || start.matches("\\d+ people .*");
    }
}
