package io.grantkeeper.local.report;

import io.grantkeeper.evidence.access.AccessAsOf;
import io.grantkeeper.evidence.access.AccessAsOf.Access;
import io.grantkeeper.evidence.access.AccessAsOf.Holder;
import io.grantkeeper.evidence.access.AccessAsOf.Presence;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.List;

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
            for (Access access : holder.access()) {
                table.row(
                        holder.identity().toString(),
                        access.row().startsWith("grant/") ? "grant" : "credential",
                        String.join(" ", access.permissions()),
                        access.reach().orElse(""),
                        access.subject().map(AccessReport::shortened).orElse(""),
                        String.valueOf(access.entry()));
            }
        }
        table.print(terminal);
        if (!record.unknowns().isEmpty()) {
            terminal.line("Unknown at that time:");
            record.unknowns().forEach(unknown -> terminal.line("  - " + unknown));
        }
        terminal.line("What this record cannot say:");
        AccessAsOf.LIMITS.forEach(limit -> terminal.line("  - " + limit));
    }

    private static String shortened(String digest) {
        return digest.length() > DIGEST_SHOWN ? digest.substring(0, DIGEST_SHOWN) + "…" : digest;
    }
}
