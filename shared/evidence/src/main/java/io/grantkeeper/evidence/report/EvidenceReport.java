package io.grantkeeper.evidence.report;

import io.grantkeeper.evidence.check.Check;
import io.grantkeeper.evidence.check.CheckResult;
import io.grantkeeper.evidence.check.Deviation;
import io.grantkeeper.evidence.check.Examination;
import io.grantkeeper.evidence.check.Integrity;
import io.grantkeeper.evidence.history.History;
import io.grantkeeper.evidence.history.Item;
import io.grantkeeper.evidence.history.LedgerEntries;
import io.grantkeeper.evidence.history.Period;
import io.grantkeeper.evidence.history.Told;
import io.grantkeeper.evidence.history.Traces;
import io.grantkeeper.evidence.mapping.Capability;
import io.grantkeeper.evidence.mapping.Control;
import io.grantkeeper.evidence.mapping.Framework;
import io.grantkeeper.evidence.mapping.Mapping;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.merkle.ProofBuilder;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes reports. The same framework, period and entries make the same report, whenever and wherever it is made. */
public final class EvidenceReport {
    private final SignedLog log;

    public EvidenceReport(SignedLog log) {
        this.log = log;
    }

    /**
     * Makes one.
     *
     * @param under the size of the checkpoint that it is to stand under; empty for the first that covers every entry of
     *     the period, so that a log that has grown since changes nothing
     * @throws IllegalArgumentException where nothing is signed, or nothing of that size
     */
    public Report of(Framework framework, Period period, Optional<Long> under) {
        if (log.size() == 0) {
            throw new IllegalArgumentException(
                    "the ledger of %s is empty; entries come with the first sweep".formatted(log.tenant()));
        }
        String seed = "%s/%s/%s".formatted(log.tenant(), period.first(), period.last());
        History history =
                history(period, seed, under.map(log::of).map(SignedLog::sizeOf).orElse(log.size()));
        String note = under.map(log::of)
                .or(() -> log.covering(Math.max(history.last() + 1, 1)))
                .orElseThrow(() -> new IllegalStateException("the latest checkpoint covers all entries"));
        Checkpoint checkpoint = checkpoint(note);
        LogDerivation derivation = LogDerivation.of(log, checkpoint.size());

        Examination examination = new Examination(history, seed);
        Map<Check, CheckResult> answers = new EnumMap<>(Check.class);
        for (Check check : Check.values()) {
            answers.put(check, examination.result(check));
        }
        List<Traces.Gap> gaps = gaps(history);
        List<Proof> proofs = proofs(named(framework, answers.values(), gaps), note, checkpoint.size());
        Integrity integrity = new Integrity(
                derivation.problems(),
                derivation.continued(),
                proofs.stream()
                        .map(proof -> new Item(proof.told().subject(), proof.told()))
                        .toList());
        for (Check check : Check.values()) {
            answers.put(check, examination.result(check, integrity));
        }
        return new Report(
                framework,
                log.tenant(),
                period,
                new Report.Log(
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
                proofs);
    }

    private History history(Period period, String seed, long size) {
        return History.read(new LedgerEntries(log.entries(), size), period, seed);
    }

    private static Checkpoint checkpoint(String note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1);
        } catch (NotProvenException e) {
            throw new IllegalStateException("a stored checkpoint is not one: " + e.getMessage(), e);
        }
    }

    private List<String> signers(String note) {
        try {
            return log.keys().verify(SignedNote.parse(note, 1), 1).signers().stream()
                    .map(VerifierKey::toString)
                    .toList();
        } catch (NotProvenException _) {
            return List.of(); // told by the derivation, as a problem of the log
        }
    }

    /** Those that were open at some time in the period. */
    private static List<Traces.Gap> gaps(History history) {
        return history.gaps().stream()
                .filter(gap -> gap.closed()
                        .filter(closed -> closed.at().isBefore(history.period().from()))
                        .isEmpty())
                .toList();
    }

    /** The entries that the report names, each once, in the order of the ledger. */
    private static Collection<Told> named(Framework framework, Collection<CheckResult> answers, List<Traces.Gap> gaps) {
        SequencedSet<Capability> asked = new TreeSet<>();
        framework.controls().forEach(control -> control.mappings().forEach(each -> asked.add(each.capability())));
        TreeMap<Long, Told> named = new TreeMap<>();
        answers.stream()
                .filter(answer -> asked.contains(answer.check().capability()))
                .forEach(answer -> {
                    answer.sample()
                            .drawn()
                            .forEach(item -> named.put(item.told().index(), item.told()));
                    answer.deviations().forEach(deviation -> name(named, deviation));
                });
        gaps.forEach(gap -> {
            named.put(gap.opened().index(), gap.opened());
            gap.closed().ifPresent(closed -> named.put(closed.index(), closed));
        });
        return named.values();
    }

    private static void name(Map<Long, Told> named, Deviation deviation) {
        named.put(deviation.told().index(), deviation.told());
        deviation.ended().ifPresent(ended -> named.put(ended.index(), ended));
        deviation
                .acceptance()
                .ifPresent(acceptance -> named.put(acceptance.told().index(), acceptance.told()));
    }

    private List<Proof> proofs(Collection<Told> named, String note, long size) {
        ProofBuilder builder = log.entries().proofs(size);
        List<Proof> proofs = new ArrayList<>();
        for (Told told : named) {
            byte[] leaf = log.entries()
                    .entries(told.index() / TileId.WIDTH, (int) (told.index() % TileId.WIDTH) + 1)
                    .entries()
                    .getLast();
            try {
                InclusionBundle bundle = InclusionBundle.of(
                        Bytes.of(leaf), told.index(), builder.inclusion(told.index(), size), SignedNote.parse(note, 1));
                bundle.verify(log.keys());
                proofs.add(new Proof(told, Bytes.of(bundle.encode())));
            } catch (NotProvenException _) {
                // The entry has no proof; why is told by the derivation of the whole log.
            }
        }
        return proofs;
    }

    private static ControlReport control(
            Control control,
            Map<Check, CheckResult> answers,
            List<Traces.Gap> gaps,
            int unread,
            List<String> problems) {
        List<CheckResult> checks = control.mappings().stream()
                .map(Mapping::capability)
                .distinct()
                .flatMap(capability -> Check.of(capability).stream())
                .map(answers::get)
                .toList();
        boolean restsOnSight = control.mappings().stream()
                .anyMatch(mapping -> mapping.capability().restsOnSight());
        List<String> because = new ArrayList<>();
        if (!problems.isEmpty()) {
            because.add("The log is not as it was signed: " + problems.getFirst());
            return new ControlReport(control, Verdict.EXCEPTIONS, because, checks);
        }
        for (CheckResult check : checks) {
            long open = check.count(Deviation.State.OPEN);
            if (open > 0) {
                because.add("%d open of %d checked: “%s”"
                        .formatted(
                                open, check.sample().population(), check.check().question()));
            }
        }
        if (!because.isEmpty()) {
            return new ControlReport(control, Verdict.EXCEPTIONS, because, checks);
        }
        long openGaps = gaps.stream().filter(gap -> gap.closed().isEmpty()).count();
        if (restsOnSight && openGaps > 0) {
            because.add("%d coverage gaps were open at the end: what was not seen cannot be vouched for."
                    .formatted(openGaps));
        }
        if (checks.stream().allMatch(check -> check.sample().population() == 0)) {
            because.add("The record holds nothing of this in the period.");
        }
        if (unread > 0) {
            because.add("%d entries were written by another version and could not be read.".formatted(unread));
        }
        return because.isEmpty()
                ? new ControlReport(control, Verdict.MET, List.of(), checks)
                : new ControlReport(control, Verdict.UNKNOWN, because, checks);
    }
}
