package io.grantkeeper.reports;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.evidence.access.AccessAsOf.Access;
import io.grantkeeper.evidence.access.AccessAsOf.Holder;
import io.grantkeeper.evidence.access.AccessAsOf.Presence;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report on who could access what at a given time, in the form that {@code --json} prints.
 *
 * @param record the access at that time
 * @param cannotSay the limitations of the report, one sentence each
 */
public record AccessReport(AccessAsOf record, List<String> cannotSay) {
    private static final int DIGEST_SHOWN = 19;

    public AccessReport {
        cannotSay = List.copyOf(cannotSay);
    }

    public static void print(TerminalOutput terminal, AccessAsOf record) {
        terminal.line(terminal.bold("Who could access what at " + record.at()));
        TextTable table = new TextTable("identity", "access", "permissions", "reach", "subject", "entry")
                .withIdsIn(0, 5)
                .orIfEmpty("No identities are recorded before that time.");
        for (Holder holder : record.holders()) {
            if (holder.presence() == Presence.UNKNOWN) {
                table.row(
                        holder.identity().toString(),
                        "unknown",
                        "first seen " + holder.seenSince() + ", but existed before",
                        "unknown",
                        "unknown",
                        "");
            } else if (holder.access().isEmpty()) {
                table.row(holder.identity().toString(), "no access in the ledger", "", "", "", "");
            }
            groupedAccess(holder)
                    .forEach((what, access) -> table.row(
                            holder.identity().toString(),
                            "%d %s%s".formatted(access.size(), what.kind(), access.size() == 1 ? "" : "s"),
                            String.join(" ", what.permissions()),
                            what.reach().orElse(""),
                            subjects(access),
                            entries(access)));
        }
        table.print(terminal);
        if (!record.unknowns().isEmpty()) {
            terminal.line("Unknown at that time:");
            record.unknowns().forEach(unknown -> terminal.line("  - " + unknown));
        }
        terminal.line("What this report cannot show:");
        AccessAsOf.LIMITS.forEach(limit -> terminal.line("  - " + limit));
    }

    /** A group of grants or credentials that have the same permissions and reach. The report prints it as one line. */
    private record AccessGroup(String kind, List<String> permissions, Optional<String> reach) {
        static AccessGroup of(Access access) {
            return new AccessGroup(
                    access.row().startsWith("grant/") ? "grant" : "credential",
                    access.permissions().stream().map(AccessGroup::named).toList(),
                    access.reach());
        }

        /** Removes the common prefix from the URL of a Google scope; returns other permissions unchanged. */
        private static String named(String permission) {
            String name = permission.replaceFirst("^https://www\\.googleapis\\.com/auth/", "");
            return name.isEmpty() ? permission : name;
        }
    }

    private static Map<AccessGroup, List<Access>> groupedAccess(Holder holder) {
        return holder.access().stream()
                .collect(Collectors.groupingBy(AccessGroup::of, LinkedHashMap::new, Collectors.toList()));
    }

    private static String subjects(List<Access> access) {
        List<String> people = access.stream()
                .flatMap(each -> each.subject().stream())
                .distinct()
                .toList();
        if (people.contains("tenant")) {
            return "whole tenant";
        }
        return switch (people.size()) {
            case 0 -> "";
            case 1 -> shortened(people.getFirst());
            default -> people.size() + " people";
        };
    }

    private static String entries(List<Access> access) {
        long first = access.getFirst().entry();
        long last = access.getLast().entry();
        return first == last ? String.valueOf(first) : "%d to %d".formatted(first, last);
    }

    private static String shortened(String digest) {
        return digest.length() > DIGEST_SHOWN ? digest.substring(0, DIGEST_SHOWN) + "…" : digest;
    }
}
