package io.grantkeeper.ledger.witness;

import io.grantkeeper.identity.outbound.BoundedHttpCall;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.Cosignature;
import io.grantkeeper.ledger.note.NoteSignature;
import io.grantkeeper.ledger.note.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Submits checkpoints to witnesses (C2SP tlog-witness, {@code add-checkpoint}). A witness may be faulty or hostile:
 * responses are bounded in size and time, and only a valid cosignature by the configured key counts.
 */
final class WitnessClient {
    /** The time that a witness has to answer, including a second request after a conflict. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The maximum length of a response. A post-quantum signature takes 3 KB, and a witness may have several keys. */
    private static final int LONGEST = 64 * 1024;

    private static final int LONGEST_SIZE = 64;
    private static final String SIZE_TYPE = "text/x.tlog.size";
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})\n");
    /** The maximum time by which a witness's clock may be ahead. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    /** The HTTP client, created for the first request: loading root certificates takes time. */
    private static final class Client {
        static final HttpClient HTTP = OutboundHttpClients.client(TIMEOUT).build();
    }

    private final InstantSource clock;
    private final Duration timeout;

    WitnessClient(InstantSource clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /** A submission: a checkpoint, its signed form, and the consistency proofs that the log can build. */
    record Submission(Checkpoint checkpoint, SignedNote note, ConsistencyProofs proofs) {}

    /**
     * Asks a witness for a cosignature. If the last checkpoint that the witness cosigned does not have the expected
     * size, the witness responds with the actual size, and the request is repeated once with that size.
     *
     * @param expectedSize the presumed size of the last checkpoint that the witness cosigned
     */
    WitnessAnswer ask(URI url, Witness witness, Submission submission, long expectedSize) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(withoutSlash(url) + "/add-checkpoint"))
                .header("content-type", "text/plain; charset=utf-8");
        try {
            HttpResponse<byte[]> first = send(request, submission, expectedSize, end);
            OptionalLong actual = conflictingSize(first);
            if (actual.isEmpty()) {
                return answer(witness, submission, expectedSize, first);
            }
            long size = actual.getAsLong();
            if (size > submission.checkpoint().size()) {
                return new WitnessAnswer.Ahead(size);
            }
            if (size == expectedSize) {
                return new WitnessAnswer.Failed("it rejected the size that it had stated");
            }
            HttpResponse<byte[]> second = send(request, submission, size, end);
            return conflictingSize(second).isPresent()
                    ? new WitnessAnswer.Failed("its last checkpoint changed during the request")
                    : answer(witness, submission, size, second);
        } catch (IOException e) {
            return new WitnessAnswer.Failed(
                    "it did not answer (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private static String withoutSlash(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request, Submission submission, long oldSize, long end)
            throws IOException, InterruptedException {
        long size = submission.checkpoint().size();
        AddCheckpointRequest body = new AddCheckpointRequest(
                oldSize, oldSize == 0 ? List.of() : submission.proofs().between(oldSize, size), submission.note());
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return BoundedHttpCall.send(
                Client.HTTP,
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body.encode()))
                        .build(),
                status -> switch (status) {
                    case 200 -> LONGEST + 1;
                    case 409 -> LONGEST_SIZE;
                    default -> 0;
                },
                left);
    }

    /**
     * Returns the size that a conflict response states: the size of the last checkpoint that the witness cosigned.
     * Returns empty if the response is not a conflict response.
     */
    private static OptionalLong conflictingSize(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("content-type").orElse("");
        if (response.statusCode() != 409 || !type.split(";", 2)[0].strip().equalsIgnoreCase(SIZE_TYPE)) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(new String(response.body(), StandardCharsets.UTF_8));
        try {
            return size.matches() ? OptionalLong.of(Long.parseLong(size.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    private WitnessAnswer answer(Witness witness, Submission submission, long oldSize, HttpResponse<byte[]> response) {
        return switch (response.statusCode()) {
            case 200 -> cosigned(witness, submission.note(), response.body());
            case 400 -> new WitnessAnswer.Refused("it cannot read the request (HTTP status 400)");
            case 403 -> new WitnessAnswer.Refused("it knows no key that signed the checkpoint (HTTP status 403)");
            case 404 -> new WitnessAnswer.Refused("it does not serve this log (HTTP status 404)");
            case 409 ->
                oldSize == submission.checkpoint().size()
                        ? new WitnessAnswer.Refused(
                                "it has cosigned another checkpoint of the same size (HTTP status 409)")
                        : new WitnessAnswer.Failed("it reported a conflict without a size (HTTP status 409)");
            case 422 ->
                new WitnessAnswer.Refused(
                        "the checkpoint does not extend the one that it has cosigned (HTTP status 422)");
            default -> new WitnessAnswer.Failed("HTTP status " + response.statusCode());
        };
    }

    private WitnessAnswer cosigned(Witness witness, SignedNote note, byte[] body) {
        if (body.length > LONGEST) {
            return new WitnessAnswer.Failed("its answer is longer than %d bytes".formatted(LONGEST));
        }
        SignedNote answer;
        try {
            answer = SignedNote.parse(note.text() + "\n" + new String(body, StandardCharsets.UTF_8), 1);
        } catch (ProofFailedException _) {
            return new WitnessAnswer.Failed("its answer does not consist of signature lines");
        }
        if (!answer.text().equals(note.text())) {
            return new WitnessAnswer.Failed("its answer does not consist of signature lines");
        }
        List<NoteSignature> signatures = answer.signatures();
        if (signatures.stream().noneMatch(signature -> signature.isBy(witness.key()))) {
            return new WitnessAnswer.Failed("its answer has no cosignature by the configured key " + witness.key());
        }
        Optional<NoteSignature> valid = signatures.stream()
                .filter(signature -> Cosignature.isValid(witness.key(), note.text(), signature))
                .findFirst();
        if (valid.isEmpty()) {
            return new WitnessAnswer.Failed("its cosignature does not match the checkpoint");
        }
        Instant seen = Cosignature.seen(valid.get());
        if (seen.isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
            return new WitnessAnswer.Failed("its cosignature is from the future, " + seen);
        }
        return new WitnessAnswer.Cosigned(valid.get());
    }
}
