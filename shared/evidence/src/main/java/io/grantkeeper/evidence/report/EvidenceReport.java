package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.AuditCheck;
import io.grantkeeper.evidence.check.AuditCheckResult;
import io.grantkeeper.evidence.check.AuditExamination;
import io.grantkeeper.evidence.check.AuditException;
import io.grantkeeper.evidence.check.LedgerIntegrity;
import io.grantkeeper.evidence.history.AuditPeriod;
import io.grantkeeper.evidence.history.LedgerEntryReader;
import io.grantkeeper.evidence.history.LedgerEntrySummaries;
import io.grantkeeper.evidence.history.LedgerHistory;
import io.grantkeeper.evidence.history.LedgerPosition;
import io.grantkeeper.evidence.history.PopulationItem;
import io.grantkeeper.evidence.mapping.ControlMapping;
import io.grantkeeper.evidence.mapping.EvidenceCapability;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.FrameworkControl;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.merkle.ProofBuilder;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Creates reports. The same framework, period and entries always lead to the same report. */
public final class EvidenceReport {
    private final SignedLog log;

    public EvidenceReport(SignedLog log) {
        this.log = log;
    }

    /**
     * Creates a report.
     *
     * @param under the size of the checkpoint to base the report on; empty for the smallest checkpoint that covers
     *     every entry of the period, so that the report does not change when the log grows
     * @throws IllegalArgumentException if the log has no signed checkpoint, or none of that size
     */
    public FrameworkReport of(Framework framework, AuditPeriod period, Optional<Long> under) {
        if (log.size() == 0) {
            throw new IllegalArgumentException("the ledger of %s is empty; run a sweep first".formatted(log.tenant()));
        }
        String seed = "%s/%s/%s".formatted(log.tenant(), period.first(), period.last());
        LedgerHistory history =
                history(period, seed, under.map(log::of).map(SignedLog::sizeOf).orElse(log.size()));
        String note = under.map(log::of)
                .or(() -> log.covering(Math.max(history.lastIndex() + 1, 1)))
                .orElseThrow(() -> new IllegalStateException("the latest checkpoint covers all entries"));
        Checkpoint checkpoint = checkpoint(note);
        LedgerVerification derivation = LedgerVerification.of(log, checkpoint.size());

        AuditExamination examination = new AuditExamination(history, seed);
        Map<AuditCheck, AuditCheckResult> answers = new EnumMap<>(AuditCheck.class);
        for (AuditCheck check : AuditCheck.values()) {
            answers.put(check, examination.result(check));
        }
        List<LedgerEntrySummaries.Gap> gaps = gaps(history);
        List<InclusionEvidence> proofs = proofs(named(framework, answers.values(), gaps), note, checkpoint.size());
        LedgerIntegrity integrity = new LedgerIntegrity(
                derivation.problems(),
                derivation.continued(),
                proofs.stream()
                        .map(proof -> new PopulationItem(proof.told().subject(), proof.told()))
                        .toList());
        for (AuditCheck check : AuditCheck.values()) {
            answers.put(check, examination.result(check, integrity));
        }
        return new FrameworkReport(
                framework,
                log.tenant(),
                period,
                new FrameworkReport.Log(
                        checkpoint.origin(),
                        checkpoint.size(),
                        checkpoint.root().toString(),
                        note,
                        signers(note)),
                seed,
                framework.controls().stream()
                        .map(control ->
                                control(control, answers, gaps, history.unread().size(), derivation.problems()))
                        .toList(),
                gaps,
                history.unread().size(),
                history.entries().population(),
                proofs,
                Collections.emptySortedMap(),
                Optional.empty());
    }

    private LedgerHistory history(AuditPeriod period, String seed, long size) {
        return LedgerHistory.read(new LedgerEntryReader(log.entries(), size), period, seed);
    }

    private static Checkpoint checkpoint(String note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1);
        } catch (ProofFailedException e) {
            throw new IllegalStateException("a stored checkpoint is malformed: " + e.getMessage(), e);
        }
    }

    private List<String> signers(String note) {
        try {
            return log.keys().verify(SignedNote.parse(note, 1), 1).signers().stream()
                    .map(VerifierKey::toString)
                    .toList();
        } catch (ProofFailedException _) {
            return List.of(); // The recomputation of the log reports the invalid checkpoint.
        }
    }

    /** Returns the coverage gaps that were open at any time in the period. */
    private static List<LedgerEntrySummaries.Gap> gaps(LedgerHistory history) {
        return history.gaps().stream()
                .filter(gap -> gap.closed()
                        .filter(closed -> closed.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    /** Returns the entries that the report names, each once, in the order of the ledger. */
    private static Collection<LedgerPosition> named(
            Framework framework, Collection<AuditCheckResult> answers, List<LedgerEntrySummaries.Gap> gaps) {
        SequencedSet<EvidenceCapability> asked = new TreeSet<>();
        framework.controls().forEach(control -> control.mappings().forEach(each -> asked.add(each.capability())));
        TreeMap<Long, LedgerPosition> named = new TreeMap<>();
        answers.stream()
                .filter(answer -> asked.contains(answer.check().capability()))
                .forEach(answer -> {
                    answer.sample()
                            .drawn()
                            .forEach(item -> named.put(item.told().index(), item.told()));
                    answer.deviations().forEach(exception -> name(named, exception));
                });
        gaps.forEach(gap -> {
            named.put(gap.opened().index(), gap.opened());
            gap.closed().ifPresent(closed -> named.put(closed.index(), closed));
        });
        return named.values();
    }

    private static void name(Map<Long, LedgerPosition> named, AuditException exception) {
        named.put(exception.told().index(), exception.told());
        exception.ended().ifPresent(ended -> named.put(ended.index(), ended));
        exception
                .acceptance()
                .ifPresent(acceptance -> named.put(acceptance.told().index(), acceptance.told()));
    }

    private List<InclusionEvidence> proofs(Collection<LedgerPosition> named, String note, long size) {
        ProofBuilder builder = log.entries().proofs(size);
        List<InclusionEvidence> proofs = new ArrayList<>();
        for (LedgerPosition told : named) {
            byte[] leaf = log.entries()
                    .entries(told.index() / TileId.WIDTH, (int) (told.index() % TileId.WIDTH) + 1)
                    .entries()
                    .getLast();
            try {
                InclusionBundle bundle = InclusionBundle.of(
                        ImmutableBytes.of(leaf),
                        told.index(),
                        builder.inclusion(told.index(), size),
                        SignedNote.parse(note, 1));
                bundle.verify(log.keys());
                proofs.add(new InclusionEvidence(told, ImmutableBytes.of(bundle.encode())));
            } catch (ProofFailedException _) {
                // The entry has no proof; the recomputation of the whole log reports why.
            }
        }
        return proofs;
    }

    private static ControlReport control(
            FrameworkControl control,
            Map<AuditCheck, AuditCheckResult> answers,
            List<LedgerEntrySummaries.Gap> gaps,
            int unread,
            List<String> problems) {
        List<AuditCheckResult> checks = control.mappings().stream()
                .map(ControlMapping::capability)
                .distinct()
                .flatMap(capability -> AuditCheck.of(capability).stream())
                .map(answers::get)
                .toList();
        boolean restsOnSight = control.mappings().stream()
                .anyMatch(mapping -> mapping.capability().dependsOnVisibility());
        List<String> because = new ArrayList<>();
        if (!problems.isEmpty()) {
            because.add("The log does not match what was signed: " + problems.getFirst());
            return new ControlReport(control, ControlVerdict.EXCEPTIONS, because, checks);
        }
        for (AuditCheckResult check : checks) {
            long open = check.count(AuditException.State.OPEN);
            if (open > 0) {
                because.add("%d open of %d checked: “%s”"
                        .formatted(
                                open, check.sample().population(), check.check().statement()));
            }
        }
        if (!because.isEmpty()) {
            return new ControlReport(control, ControlVerdict.EXCEPTIONS, because, checks);
        }
        long openGaps = gaps.stream().filter(gap -> gap.closed().isEmpty()).count();
        if (restsOnSight && openGaps > 0) {
            because.add("%d coverage gaps were open at the end of the period, so this cannot be confirmed."
                    .formatted(openGaps));
        }
        if (checks.stream().allMatch(check -> check.sample().population() == 0)) {
            because.add("The ledger contains nothing about this in the period.");
        }
        if (unread > 0) {
            because.add("%d entries were written by another version and cannot be read.".formatted(unread));
        }
        return because.isEmpty()
                ? new ControlReport(control, ControlVerdict.MET, List.of(), checks)
                : new ControlReport(control, ControlVerdict.UNKNOWN, because, checks);
    }
}
