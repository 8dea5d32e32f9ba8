package io.grantkeeper.local.report;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.DaySpan;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.UseReview;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.JoinedEvidence;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** One identity with all that is known of it. */
public final class Dossiers {
    private static final int MOST_ROWS = 25;

    private Dossiers() {}

    public static void print(Terminal terminal, JoinedEvidence evidence, Inventory names) {
        IdentityDossier dossier = evidence.dossier();
        NonHumanIdentity identity = dossier.identity().content();
        terminal.heading(identity.displayName());
        TextTable facts = new TextTable("", "");
        facts.row("id", identity.id().toString());
        facts.row("form", identity.form());
        facts.row("publisher", identity.publisher().toOptional().orElse("unknown"));
        facts.row("created", Words.moment(identity.created()));
        facts.row("first seen", dossier.identity().firstSeen().toString());
        evidence.inception().ifPresent(inception -> inception(facts, inception));
        identity.aliases().forEach(alias -> facts.row(alias.scheme(), alias.value()));
        identity.attributes().forEach(facts::row);
        dossier.summary().ifPresent(summary -> summary(facts, summary));
        facts.row("last used", Words.joined(evidence.lastUse()));
        facts.print(terminal);
        dossier.summary().ifPresent(summary -> {
            list(terminal, "It can", summary.reaches());
            list(terminal, "How it was recognised", summary.recognition());
            list(
                    terminal,
                    "Who may answer for it",
                    summary.owners().stream()
                            .map(owner ->
                                    "%s: %s".formatted(names.name(owner.person()), String.join(", ", owner.evidence())))
                            .toList());
        });
        use(terminal, dossier);
        grants(terminal, evidence, names);
        credentials(terminal, dossier);
        findings(terminal, dossier);
    }

    private static void inception(TextTable facts, JoinedEvidence.Inception inception) {
        facts.row("came in", inception.cameIn().toString());
        facts.row(
                "heard of",
                Words.span(inception.heardAfter())
                        + " later: the provider's own delay, and the wait for a reading where it does not push");
        inception
                .registeredAfter()
                .ifPresent(ours -> facts.row(
                        "registered", Words.span(ours) + " after that, with owner candidates and findings: our own"));
    }

    private static void summary(TextTable facts, IdentitySummary summary) {
        facts.row("status", summary.status().name().toLowerCase(Locale.ROOT));
        facts.row("risk", Words.severity(summary.severity()));
        facts.row("AI", summary.ai().name().toLowerCase(Locale.ROOT));
        facts.row("next expiry", Words.moment(summary.nextExpiry()));
    }

    static void list(Terminal terminal, String title, java.util.List<String> lines) {
        if (!lines.isEmpty()) {
            terminal.line("");
            terminal.line(terminal.bold(title));
            lines.forEach(line -> terminal.line("  - " + line));
        }
    }

    private static void use(Terminal terminal, IdentityDossier dossier) {
        terminal.line("");
        terminal.line(terminal.bold("What it used"));
        UseReview review = dossier.summary().flatMap(IdentitySummary::use).orElseGet(UseReview::withoutUse);
        terminal.line("  " + review.sentence());
        if (!review.surplus().isEmpty()) {
            terminal.line("  These permissions would do: " + String.join(" ", review.enough()));
            terminal.line("  Not needed: " + String.join(" ", review.surplus()));
        }
        SortedMap<String, DaySpan> calls = new TreeMap<>();
        dossier.usage()
                .forEach(usage -> usage.calls().forEach((call, days) -> calls.merge(call, days, DaySpan::union)));
        if (!calls.isEmpty()) {
            TextTable table = new TextTable("call", "first seen", "last seen");
            calls.entrySet().stream()
                    .limit(MOST_ROWS)
                    .forEach(call -> table.row(
                            call.getKey(),
                            call.getValue().first().toString(),
                            call.getValue().last().toString()));
            table.print(terminal);
        }
    }

    private static void grants(Terminal terminal, JoinedEvidence evidence, Inventory names) {
        IdentityDossier dossier = evidence.dossier();
        if (dossier.grants().isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(terminal.bold("Grants (" + dossier.grants().size() + ")"));
        TextTable table =
                new TextTable("whose data", "state", "reach", "granted", "by", "last used", "expires", "scopes");
        dossier.grants().stream().limit(MOST_ROWS).forEach(stored -> {
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
                    Words.joined(evidence.given(stored)),
                    evidence.giver(stored).value().toOptional().map(names::name).orElse("unknown"),
                    Words.moment(grant.lastUsed()),
                    Words.moment(grant.expires()),
                    String.join(" ", grant.scopes()));
        });
        table.print(terminal);
    }

    private static void credentials(Terminal terminal, IdentityDossier dossier) {
        if (dossier.credentials().isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(terminal.bold("Credentials (" + dossier.credentials().size() + ")"));
        TextTable table = new TextTable("type", "hint", "state", "created", "expires", "last used", "last rotated");
        dossier.credentials().stream().limit(MOST_ROWS).forEach(stored -> {
            Credential credential = stored.content();
            table.row(
                    credential.type().name().toLowerCase(Locale.ROOT),
                    credential.hint(),
                    state(stored, credential.standing().name()),
                    Words.moment(credential.created()),
                    Words.moment(credential.expires()),
                    Words.moment(credential.lastUsed()),
                    Words.moment(credential.lastRotated()));
        });
        table.print(terminal);
    }

    private static void findings(Terminal terminal, IdentityDossier dossier) {
        terminal.line("");
        terminal.line(terminal.bold("Findings"));
        TextTable table = new TextTable("risk", "state", "finding", "since");
        for (Finding finding : dossier.findings()) {
            table.styledRow(
                    text -> terminal.coloured(finding.severity(), text),
                    0,
                    Words.severity(finding.severity()),
                    finding.status() == FindingStatus.OPEN ? "open" : "closed",
                    finding.headline(),
                    finding.foundAt().toString());
        }
        Tables.print(terminal, table, "None.");
    }

    private static String state(Stored<?> stored, String standing) {
        return stored.removedAt()
                .map(gone -> "gone since " + gone.toString().substring(0, 10))
                .orElse(standing.toLowerCase(Locale.ROOT));
    }
}
