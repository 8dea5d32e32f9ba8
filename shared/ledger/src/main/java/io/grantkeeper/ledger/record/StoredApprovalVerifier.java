package io.grantkeeper.ledger.record;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.ApprovalVerifier;
import io.grantkeeper.ledger.log.StoredLedgerItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the stored approvals of record with the ledger, which records every transition before it takes effect. An
 * approval that was added or altered in the table has no entry with its content. An approval that was deleted or
 * replaced by an earlier version lacks transitions that have entries. This class changes nothing and creates no salts.
 * A name whose salt was erased is reported, because it cannot be distinguished from an altered one.
 */
public final class StoredApprovalVerifier implements ApprovalVerifier {
    private final SaltStore saltStore;

    public StoredApprovalVerifier(SaltStore saltStore) {
        this.saltStore = saltStore;
    }

    /**
     * The latest transition of an approval in the ledger.
     *
     * @param version the version that the approval had before the transition
     * @param state the code of the state after the transition
     */
    private record Transition(long version, String state, String at) {}

    @Override
    public List<String> problems(TenantId tenant, Found found) {
        Pseudonyms names = new Pseudonyms(saltStore);
        Map<String, ApprovalOfRecord> stored = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (StoredLedgerItem.Approval item : found.stored()) {
            ApprovalOfRecord approval = item.approval();
            stored.put(approval.subject().toString(), approval);
            problem(tenant, approval, found, names)
                    .ifPresent(problem -> problems.add("%s: the approval of %s (%s since %s): %s"
                            .formatted(
                                    item.where(),
                                    approval.subject(),
                                    approval.current().state().displayName(),
                                    approval.current().at(),
                                    problem)));
        }
        latest(found.sealed()).forEach((subject, latest) -> {
            if (!reaches(Optional.ofNullable(stored.get(subject)), latest)) {
                missing(subject, latest, found).ifPresent(problems::add);
            }
        });
        return problems;
    }

    private static Map<String, Transition> latest(Map<String, LedgerEntry> entries) {
        Map<String, Transition> latest = new TreeMap<>();
        for (String id : entries.keySet()) {
            int at = id.lastIndexOf('/');
            int state = id.lastIndexOf('/', at - 1);
            int version = id.lastIndexOf('/', state - 1);
            Transition transition = new Transition(
                    Long.parseLong(id.substring(version + 1, state)),
                    id.substring(state + 1, at),
                    id.substring(at + 1));
            latest.merge(
                    id.substring(EntryIds.APPROVALS.length(), version),
                    transition,
                    (one, other) -> one.version() >= other.version() ? one : other);
        }
        return latest;
    }

    private static boolean reaches(Optional<ApprovalOfRecord> stored, Transition latest) {
        return stored.filter(approval -> approval.version() > latest.version()).isPresent();
    }

    /**
     * Returns a sentence about an approval whose latest decision is missing from the store, or empty if the decision
     * was stored after the approvals were listed.
     */
    private static Optional<String> missing(String subject, Transition latest, Found found) {
        Optional<ApprovalOfRecord> now = found.current().apply(ApprovalSubject.parse(subject));
        if (reaches(now, latest)) {
            return Optional.empty();
        }
        return Optional.of(
                "the approval of %s: the ledger records the decision '%s' of %s, but %s; either someone changed the table, or"
                                .formatted(
                                        subject,
                                        latest.state(),
                                        latest.at(),
                                        now.isPresent() ? "an earlier one is stored" : "none is stored")
                        + " the run was interrupted after it recorded the decision");
    }

    private static Optional<String> problem(TenantId tenant, ApprovalOfRecord approval, Found found, Pseudonyms names) {
        List<ApprovalDecision> steps = new ArrayList<>(List.of(approval.current()));
        steps.addAll(approval.earlier());
        for (int i = 0; i < steps.size(); i++) {
            ApprovalDecision step = steps.get(i);
            String id = RecordedApprovalOfRecordStore.entryId(approval.subject(), approval.version() - 1 - i, step);
            String which = i == 0 ? "this decision" : "its earlier decision of " + step.at();
            Optional<LedgerEntry> entry = Optional.ofNullable(found.sealed().get(id))
                    .or(() -> Optional.ofNullable(found.waiting().get(id)));
            if (entry.isEmpty() && !found.isWaiting().test(id)) {
                return Optional.of("the ledger has no entry of " + which);
            }
            Optional<String> from = i + 1 < steps.size()
                    ? Optional.of(steps.get(i + 1).state().code())
                    : Optional.of(ApprovalState.NEW.code())
                            .filter(_ -> approval.earlier().size() < ApprovalOfRecord.MAX_EARLIER);
            Optional<String> difference =
                    entry.flatMap(recorded -> difference(tenant, approval.subject(), from, step, recorded, names));
            if (difference.isPresent()) {
                return difference.map(what -> "the %s of %s is not what entry '%s' records".formatted(what, which, id));
            }
            if (i == 0) {
                Optional<String> covered = entry.flatMap(recorded -> difference(tenant, approval, recorded, names));
                if (covered.isPresent()) {
                    return covered.map(what -> "its %s not what entry '%s' records".formatted(what, id));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns a description of the difference between a decision and its entry, or empty if they match.
     *
     * @param from the code of the state before the decision; empty if it is no longer stored
     */
    private static Optional<String> difference(
            TenantId tenant,
            ApprovalSubject subject,
            Optional<String> from,
            ApprovalDecision decision,
            LedgerEntry entry,
            Pseudonyms names) {
        if (!(entry.what() instanceof LedgerEvent.ApprovalChanged recorded)
                || !recorded.equals(
                        RecordedApprovalOfRecordStore.event(subject, from.orElse(recorded.from()), decision))) {
            return Optional.of("state, source or end");
        }
        if (!isBy(tenant, decision, entry, names)) {
            return Optional.of("name");
        }
        Optional<String> reason = Optional.of(decision.why()).filter(why -> !why.isBlank());
        if (!isRecorded(tenant, reason, RecordedApprovalOfRecordStore.REASON, entry, names)) {
            return Optional.of("reason");
        }
        if (!isRecorded(tenant, decision.ticket(), RecordedApprovalOfRecordStore.TICKET, entry, names)) {
            return Optional.of("ticket");
        }
        if (!isRecorded(tenant, decision.evidence(), RecordedApprovalOfRecordStore.SHOWN, entry, names)) {
            return Optional.of("digest of what was shown");
        }
        boolean mayBeOlder = decision.source() == ApprovalDecision.Source.TRIAGE
                && digest(entry, RecordedApprovalOfRecordStore.TRIAGE).isEmpty();
        return mayBeOlder || isRecorded(tenant, decision.batch(), RecordedApprovalOfRecordStore.TRIAGE, entry, names)
                ? Optional.empty()
                : Optional.of("triage");
    }

    /**
     * Returns a description of the difference between an approval's scope and conditions and the entry of its decision,
     * or empty if they match.
     */
    private static Optional<String> difference(
            TenantId tenant, ApprovalOfRecord approval, LedgerEntry entry, Pseudonyms names) {
        if (!isRecorded(
                tenant, approval.scope().map(ModelJson::write), RecordedApprovalOfRecordStore.SCOPE, entry, names)) {
            return Optional.of("scope is");
        }
        Optional<String> conditions = Optional.of(approval.conditions())
                .filter(some -> !some.equals(ApprovalConditions.none()))
                .map(ModelJson::write);
        boolean mayBeOlder =
                digest(entry, RecordedApprovalOfRecordStore.CONDITIONS).isEmpty();
        return mayBeOlder || isRecorded(tenant, conditions, RecordedApprovalOfRecordStore.CONDITIONS, entry, names)
                ? Optional.empty()
                : Optional.of("conditions are");
    }

    private static boolean isBy(TenantId tenant, ApprovalDecision decision, LedgerEntry entry, Pseudonyms names) {
        EntryActor cause = entry.actors().getFirst();
        boolean named = cause.role().equals(EntryActor.CAUSED);
        if (decision.by().equals(ApprovalDecision.CLOCK)) {
            return !named;
        }
        return named
                && names.existingOfAddress(tenant, decision.by())
                        .filter(cause.who()::equals)
                        .isPresent();
    }

    /**
     * Returns whether an entry matches a text: it contains the digest of the text, or no digest if there is no text.
     */
    private static boolean isRecorded(
            TenantId tenant, Optional<String> text, String kind, LedgerEntry entry, Pseudonyms names) {
        return digest(entry, kind).equals(text.flatMap(known -> names.existingOfInstallation(tenant, known)));
    }

    private static Optional<String> digest(LedgerEntry entry, String kind) {
        return entry.evidence().stream()
                .filter(evidence -> evidence.of().equals(kind))
                .map(EntryEvidence::digest)
                .findFirst();
    }
}
