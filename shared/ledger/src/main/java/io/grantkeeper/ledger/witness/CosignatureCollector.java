package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.Cosignature;
import io.grantkeeper.ledger.note.NoteSignature;
import io.grantkeeper.ledger.note.SignedNote;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends requests to all witnesses that have not cosigned a checkpoint. The requests run concurrently, so a witness that
 * fails does not delay the others.
 */
public final class CosignatureCollector {
    private final List<Witness> witnesses;
    private final WitnessClient client;

    public CosignatureCollector(Witnesses witnesses, InstantSource clock) {
        this(witnesses, clock, WitnessClient.TIMEOUT);
    }

    /**
     * Creates a collector.
     *
     * @param timeout the time that a witness has to answer
     */
    public CosignatureCollector(Witnesses witnesses, InstantSource clock, Duration timeout) {
        this.witnesses = witnesses.all();
        this.client = new WitnessClient(clock, timeout);
    }

    /** One witness's answer. */
    public record Answered(Witness witness, WitnessAnswer answer) {}

    /**
     * Asks all witnesses that have a URL and have not cosigned the note, and returns their answers.
     *
     * @param expectedSize the presumed size of the last checkpoint that the witnesses cosigned; 0 if unknown
     */
    public List<Answered> ask(SignedNote note, Checkpoint checkpoint, ConsistencyProofs proofs, long expectedSize) {
        Map<Witness, URI> missing = new LinkedHashMap<>();
        for (Witness witness : witnesses) {
            if (!hasCosigned(witness, note)) {
                witness.url().ifPresent(url -> missing.put(witness, url));
            }
        }
        if (missing.isEmpty()) {
            return List.of();
        }
        WitnessClient.Submission submission = new WitnessClient.Submission(checkpoint, note, proofs);
        Map<Witness, Future<WitnessAnswer>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            missing.forEach((witness, url) ->
                    running.put(witness, threads.submit(() -> client.ask(url, witness, submission, expectedSize))));
        }
        List<Answered> answers = new ArrayList<>();
        running.forEach((witness, answer) -> answers.add(new Answered(witness, result(answer))));
        return answers;
    }

    /** Returns the result of a task that has ended. */
    private static WitnessAnswer result(Future<WitnessAnswer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new WitnessAnswer.Failed(
                    "asking it failed (%s)".formatted(cause.getClass().getSimpleName()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new WitnessAnswer.Failed("the run was interrupted");
        }
    }

    private static boolean hasCosigned(Witness witness, SignedNote note) {
        return note.signatures().stream()
                .anyMatch(signature -> Cosignature.isValid(witness.key(), note.text(), signature));
    }

    /**
     * Returns a copy of {@code note} that also has the valid cosignatures by configured witnesses from {@code other}.
     */
    public SignedNote withCosignaturesOf(SignedNote other, SignedNote note) {
        SignedNote all = note;
        for (Witness witness : witnesses) {
            for (NoteSignature signature : other.signatures()) {
                if (Cosignature.isValid(witness.key(), note.text(), signature)) {
                    all = all.withOnlySignatureOf(witness.key(), signature);
                }
            }
        }
        return all;
    }
}
