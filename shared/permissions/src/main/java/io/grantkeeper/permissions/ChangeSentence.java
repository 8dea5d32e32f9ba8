package io.grantkeeper.permissions;

import java.util.List;
import java.util.Locale;

/** Tells a whole comparison in one sentence. */
final class ChangeSentence {
    private static final int TOLD = 4;

    private ChangeSentence() {}

    static String of(Verdict verdict, List<String> gained, List<String> lost, List<String> notes) {
        String told =
                switch (verdict) {
                    case EXPANDED -> "Reaches more than before: " + clause(gained, "it can now ");
                    case NARROWED -> "Reaches less than before: " + clause(lost, "it can no longer ");
                    case REWRITTEN -> "Reaches the same as before, under other permissions";
                    case SAME -> "Nothing has changed in what it can reach";
                };
        String note = notes.isEmpty() ? "" : " (" + PlainWords.list(notes) + ")";
        return (told + note).endsWith(".") ? told + note : told + note + ".";
    }

    /** Capabilities follow the opening; what already is a clause of its own comes after them. */
    private static String clause(List<String> parts, String opening) {
        List<String> clauses = parts.stream().filter(ChangeSentence::isClause).toList();
        List<String> capabilities =
                parts.stream().filter(part -> !isClause(part)).toList();
        StringBuilder told = new StringBuilder();
        if (!capabilities.isEmpty()) {
            List<String> first = capabilities.subList(0, Math.min(TOLD, capabilities.size()));
            told.append(opening)
                    .append(PlainWords.list(first))
                    .append(capabilities.size() > TOLD ? ", and " + (capabilities.size() - TOLD) + " things more" : "");
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
