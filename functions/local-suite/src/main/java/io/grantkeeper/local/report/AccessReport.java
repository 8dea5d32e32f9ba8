package io.grantkeeper.local.report;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.evidence.access.AccessAsOf.Access;
import io.grantkeeper.evidence.access.AccessAsOf.Holder;
import io.grantkeeper.evidence.access.AccessAsOf.Presence;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who could reach what at an instant, for machines.
 *
 * @param cannotSay what no record of this kind can say
 */
public record AccessReport(AccessAsOf record, List<String> cannotSay) {
    private static final int DIGEST_SHOWN = 19;

    public AccessReport {
        cannotSay = List.copyOf(cannotSay);
    }

    public static void print(Terminal terminal, AccessAsOf record) {
        terminal.line(terminal.bold("Who could reach what at " + record.at()));
        TextTable table = new TextTable("identity", "held", "permissions", "reach", "whose data", "entry");
        for (Holder holder : record.holders()) {
            if (holder.presence() == Presence.UNKNOWN) {
                table.row(
                        holder.identity().toString(),
                        "unknown",
                        "first seen " + holder.seenSince() + ", and had been there before",
                        "unknown",
                        "unknown",
                        "");
            } else if (holder.access().isEmpty()) {
                table.row(holder.identity().toString(), "nothing that the record knows of", "", "", "", "");
            }
            held(holder)
                    .forEach((what, access) -> table.row(
                            holder.identity().toString(),
                            "%d %s%s".formatted(access.size(), what.kind(), access.size() == 1 ? "" : "s"),
                            String.join(" ", what.permissions()),
                            what.reach().orElse(""),
                            whose(access),
                            entries(access)));
        }
        table.print(terminal);
        if (!record.unknowns().isEmpty()) {
            terminal.line("Unknown at that time:");
            record.unknowns().forEach(unknown -> terminal.line("  - " + unknown));
        }
        terminal.line("What this record cannot say:");
        AccessAsOf.LIMITS.forEach(limit -> terminal.line("  - " + limit));
    }

    /** What an identity holds in the same way of many people is one line. */
    private record Held(String kind, List<String> permissions, Optional<String> reach) {
        static Held of(Access access) {
            return new Held(
                    access.row().startsWith("grant/") ? "grant" : "credential",
                    access.permissions().stream().map(Held::named).toList(),
                    access.reach());
        }

        /** Google's are addresses, which all begin alike. */
        private static String named(String permission) {
            String name = permission.replaceFirst("^https://www\\.googleapis\\.com/auth/", "");
            return name.isEmpty() ? permission : name;
        }
    }

    private static Map<Held, List<Access>> held(Holder holder) {
        return holder.access().stream()
                .collect(Collectors.groupingBy(Held::of, LinkedHashMap::new, Collectors.toList()));
    }

    private static String whose(List<Access> access) {
        List<String> people = access.stream()
                .flatMap(each -> each.subject().stream())
                .distinct()
                .toList();
        if (people.contains("tenant")) {
            return "the whole tenant's";
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
