package io.grantkeeper.functions.decide;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Records each denial by a guardrail as a separate entry in the ledger, in addition to the Merkle root that covers
 * every decision. Repetitions of a denial within an hour add no entry, so an agent that keeps retrying does not flood
 * the ledger. Denials of unknown agents share one entry per hour and guardrail, because anyone can invent names.
 */
final class GuardrailDenialRecorder {
    private final PendingEntryStore entries;
    private final SaltStore saltStore;
    private final TenantId tenant;

    GuardrailDenialRecorder(PendingEntryStore entries, SaltStore saltStore, TenantId tenant) {
        this.entries = entries;
        this.saltStore = saltStore;
        this.tenant = tenant;
    }

    boolean isGuardrailDenial(RecordedDecision decision) {
        return !decision.decision().permitted() && !guardrails(decision).isEmpty();
    }

    private static List<String> guardrails(RecordedDecision decision) {
        return decision.decision().judgements().stream()
                .filter(evaluation -> evaluation.guardrail() && evaluation.effect() == PolicyEvaluation.Effect.FORBID)
                .map(PolicyEvaluation::policy)
                .distinct()
                .toList();
    }

    /** Returns a string that identifies the actor and, if the actor acts on behalf of a subject, also that subject. */
    private static String actorAndSubject(RecordedDecision decision) {
        RequestActor actor = RequestActor.of(decision.request());
        String text = actor.type() + "/" + actor.name();
        return actor.onBehalfOf()
                .map(subject -> "%s for %s/%s".formatted(text, subject.type(), subject.id()))
                .orElse(text);
    }

    void recordInLedger(RecordedDecision decision) {
        List<String> policies = guardrails(decision);
        Pseudonyms pseudonyms = new Pseudonyms(saltStore);
        String action = pseudonyms.ofInstallation(tenant, decision.request().action());
        LedgerEntry entry = LedgerEntry.of(
                "denial/%s/%s/%s"
                        .formatted(
                                decision.at().truncatedTo(ChronoUnit.HOURS),
                                decision.subject() instanceof SubjectFacts.Stranger
                                        ? "unknown-agents"
                                        : pseudonyms.ofInstallation(tenant, actorAndSubject(decision)) + "/" + action,
                                String.join(",", policies)),
                tenant,
                decision.at(),
                new LedgerEvent.DecisionMade(decision.id(), action, "denied", policies),
                EntryActor.function("decide"));
        LedgerEntry about =
                decision.subject() instanceof SubjectFacts.Known known ? entry.withIdentity(known.id()) : entry;
        var _ = entries.add(
                tenant, about.withPolicy(decision.decision().version().value()));
    }
}
