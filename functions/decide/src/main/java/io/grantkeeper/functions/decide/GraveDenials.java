package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Denials that are worth an entry of their own: a guardrail held. Every decision is under a root in the ledger besides. The
 * same denial in the same hour is one entry, so an agent that keeps trying fills nothing.
 */
final class GraveDenials {
    private final EntryStore entries;
    private final Salts salts;
    private final TenantId tenant;

    GraveDenials(EntryStore entries, Salts salts, TenantId tenant) {
        this.entries = entries;
        this.salts = salts;
        this.tenant = tenant;
    }

    boolean isGrave(RecordedDecision decision) {
        return !decision.decision().permitted() && !guardrails(decision).isEmpty();
    }

    private static List<String> guardrails(RecordedDecision decision) {
        return decision.decision().judgements().stream()
                .filter(judgement -> judgement.guardrail() && judgement.effect() == Judgement.Effect.FORBID)
                .map(Judgement::policy)
                .distinct()
                .toList();
    }

    void tell(RecordedDecision decision) {
        List<String> policies = guardrails(decision);
        String subject = decision.request().subject().type() + "/"
                + decision.request().subject().id();
        String who = new Pseudonyms(salts).ofInstallation(tenant, subject);
        Entry entry = Entry.of(
                "denial/%s/%s/%s/%s"
                        .formatted(
                                decision.at().truncatedTo(ChronoUnit.HOURS),
                                who,
                                new Pseudonyms(salts)
                                        .ofInstallation(
                                                tenant, decision.request().action()),
                                String.join(",", policies)),
                tenant,
                decision.at(),
                new Happening.DecisionMade(
                        decision.id(),
                        new Pseudonyms(salts)
                                .ofInstallation(tenant, decision.request().action()),
                        "denied",
                        policies),
                Actor.function("decide"));
        Entry about = decision.subject() instanceof SubjectFacts.Known known ? entry.about(known.id()) : entry;
        var _ = entries.add(tenant, about.under(decision.decision().version().value()));
    }
}
