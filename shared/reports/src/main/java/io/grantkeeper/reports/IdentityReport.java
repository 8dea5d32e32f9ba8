package io.grantkeeper.reports;

import io.grantkeeper.detection.ApprovalStatus;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UsageReview;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.IdentityStatements;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints everything stored about one identity. */
public final class IdentityReport {
    private static final int MAX_ROWS = 25;

    private IdentityReport() {}

    /**
     * Prints an identity with its state, the departures from its approval, and the basis of the statements about it.
     */
    public static void print(
            TerminalOutput terminal,
            JoinedIdentityEvidence evidence,
            IdentityStatements statements,
            ApprovalStatus approval,
            InventoryReader names) {
        IdentityRecord identityRecord = evidence.dossier();
        NonHumanIdentity identity = identityRecord.identity().content();
        terminal.heading(identity.displayName().text());
        TextTable facts = new TextTable("", "").withIdsIn(1);
        facts.row("id", identity.id().toString());
        facts.row("form", identity.form());
        facts.row("publisher", identity.publisher().toOptional().orElse("unknown"));
        facts.row("created", ReportWording.moment(identity.created()));
        facts.row("first seen", ReportWording.second(identityRecord.identity().firstSeen()));
        evidence.detectionDelay().ifPresent(inception -> inception(facts, inception));
        identity.aliases().forEach(alias -> facts.row(alias.scheme(), alias.value()));
        identity.attributes().forEach((name, value) -> facts.row("provider's " + name, value));
        identityRecord.summary().ifPresent(summary -> summary(facts, summary));
        facts.row("last used", ReportWording.joined(evidence.lastUse()));
        facts.print(terminal);
        identityRecord.summary().ifPresent(summary -> {
            list(terminal, "It can", summary.reaches());
            list(terminal, "Identified by", summary.recognition());
            list(
                    terminal,
                    "Owner candidates",
                    summary.owners().stream()
                            .map(owner ->
                                    "%s: %s".formatted(names.name(owner.person()), String.join(", ", owner.evidence())))
                            .toList());
        });
        ApprovalReport.status(terminal, approval);
        StatementBasisReport.print(terminal, statements);
        printUsage(terminal, identityRecord);
        grants(terminal, evidence, names);
        credentials(terminal, identityRecord);
        findings(terminal, identityRecord);
    }

    private static void inception(TextTable facts, JoinedIdentityEvidence.DetectionDelay inception) {
        facts.row("appeared", ReportWording.second(inception.cameIn()));
        facts.row(
                "detected",
                ReportWording.span(inception.heardAfter())
                        + " later: the provider's delay, and the time until the next read if the provider does not push");
        inception
                .registeredAfter()
                .ifPresent(ours -> facts.row(
                        "registered",
                        ReportWording.span(ours)
                                + " after that, with owner candidates and findings: Grantkeeper's delay"));
    }

    private static void summary(TextTable facts, IdentitySummary summary) {
        facts.row("status", summary.status().name().toLowerCase(Locale.ROOT));
        facts.row("risk", ReportWording.severity(summary.severity()));
        facts.row("AI", summary.ai().name().toLowerCase(Locale.ROOT));
        facts.row("next expiry", ReportWording.moment(summary.nextExpiry()));
    }

    static void list(TerminalOutput terminal, String title, java.util.List<String> lines) {
        if (!lines.isEmpty()) {
            terminal.line("");
            terminal.line(terminal.bold(title));
            lines.forEach(line -> terminal.line("  - " + line));
        }
    }

    private static void printUsage(TerminalOutput terminal, IdentityRecord identityRecord) {
        terminal.line("");
        terminal.line(terminal.bold("Usage"));
        UsageReview review =
                identityRecord.summary().flatMap(IdentitySummary::use).orElseGet(UsageReview::withoutUse);
        terminal.line("  "
                + identityRecord.summary().map(IdentitySummary::usageSentence).orElse(review.sentence()));
        if (!review.surplus().isEmpty()) {
            terminal.line("  Sufficient permissions: " + String.join(" ", review.enough()));
            terminal.line("  Not needed: " + String.join(" ", review.surplus()));
        }
        SortedMap<String, DaySpan> calls = new TreeMap<>();
        identityRecord
                .usage()
                .forEach(usage -> usage.calls().forEach((call, days) -> calls.merge(call, days, DaySpan::union)));
        if (!calls.isEmpty()) {
            TextTable table = new TextTable("call", "first seen", "last seen").withIdsIn(0);
            calls.entrySet().stream()
                    .limit(MAX_ROWS)
                    .forEach(call -> table.row(
                            call.getKey(),
                            call.getValue().first().toString(),
                            call.getValue().last().toString()));
            table.print(terminal);
            printRemainder(terminal, calls.size());
        }
    }

    private static void grants(TerminalOutput terminal, JoinedIdentityEvidence evidence, InventoryReader names) {
        IdentityRecord identityRecord = evidence.dossier();
        if (identityRecord.grants().isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(terminal.bold("Grants (" + identityRecord.grants().size() + ")"));
        TextTable table = new TextTable("subject", "state", "reach", "granted", "by", "last used", "expires", "scopes");
        identityRecord.grants().stream().limit(MAX_ROWS).forEach(stored -> {
            Grant grant = stored.content();
            String subject =
                    switch (grant.subject()) {
                        case GrantSubject.OnePerson(var person) -> names.name(person);
                        case GrantSubject.WholeTenant _ -> "everyone";
                    };
            table.row(
                    subject,
                    state(stored, grant.standing().name()),
                    grant.reach().name().toLowerCase(Locale.ROOT),
                    ReportWording.joined(evidence.grantedAt(stored)),
                    evidence.grantedBy(stored)
                            .value()
                            .toOptional()
                            .map(names::name)
                            .orElse("unknown"),
                    ReportWording.moment(grant.lastUsed()),
                    ReportWording.moment(grant.expires()),
                    String.join(" ", grant.scopes()));
        });
        table.print(terminal);
        printRemainder(terminal, identityRecord.grants().size());
    }

    private static void printRemainder(TerminalOutput terminal, int all) {
        if (all > MAX_ROWS) {
            terminal.line("  … and %d more; --json shows them all.".formatted(all - MAX_ROWS));
        }
    }

    private static void credentials(TerminalOutput terminal, IdentityRecord identityRecord) {
        if (identityRecord.credentials().isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(
                terminal.bold("Credentials (" + identityRecord.credentials().size() + ")"));
        TextTable table = new TextTable("type", "hint", "state", "created", "expires", "last used", "last rotated");
        identityRecord.credentials().stream().limit(MAX_ROWS).forEach(stored -> {
            Credential credential = stored.content();
            table.row(
                    credential.type().name().toLowerCase(Locale.ROOT),
                    credential.hint(),
                    state(stored, credential.standing().name()),
                    ReportWording.moment(credential.created()),
                    ReportWording.moment(credential.expires()),
                    ReportWording.moment(credential.lastUsed()),
                    ReportWording.moment(credential.lastRotated()));
        });
        table.print(terminal);
        printRemainder(terminal, identityRecord.credentials().size());
    }

    private static void findings(TerminalOutput terminal, IdentityRecord identityRecord) {
        terminal.line("");
        terminal.line(terminal.bold("Findings"));
        TextTable table = new TextTable("risk", "state", "finding", "since", "basis");
        for (Finding finding : identityRecord.findings()) {
            table.styledRow(
                    text -> terminal.colored(finding.severity(), text),
                    0,
                    ReportWording.severity(finding.severity()),
                    finding.status() == FindingStatus.OPEN ? "open" : "closed",
                    finding.headline(),
                    ReportWording.second(finding.foundAt()),
                    BasisText.inTable(finding.restsOn()));
        }
        table.print(terminal);
    }

    private static String state(StoredRecord<?> stored, String standing) {
        return stored.removedAt()
                .map(gone -> "gone since " + gone.toString().substring(0, 10))
                .orElse(standing.toLowerCase(Locale.ROOT));
    }
}
