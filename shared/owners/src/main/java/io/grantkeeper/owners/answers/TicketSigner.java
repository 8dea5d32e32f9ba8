package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.question.OwnerAnswer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs tickets with HMAC-SHA-256 and verifies them. The signature covers the encoded payload and is compared as text,
 * so that each ticket has exactly one valid encoding.
 */
public final class TicketSigner {
    private static final String ALGORITHM = "HmacSHA256";
    /**
     * A prefix that is signed together with each ticket, so that a signature of other data with the same key is not
     * valid for a ticket.
     */
    private static final String DOMAIN = "grantkeeper-ticket-v1\n";

    private static final int MIN_KEY_BYTES = 32;
    private static final int LONGEST = 1_024;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,960}\\.[A-Za-z0-9_-]{43}");

    private final Supplier<List<Secret>> keys;

    /**
     * Creates a signer.
     *
     * @param keys supplies the keys: new tickets are signed with the first key, and signatures with any of the keys are
     *     valid; called for each ticket, so that rotated keys take effect
     */
    public TicketSigner(Supplier<List<Secret>> keys) {
        this.keys = keys;
    }

    /** The result of verifying a text that should be a ticket. */
    public sealed interface Reading {
        record Genuine(AnswerTicket ticket) implements Reading {}

        /** The ticket is signed by Grantkeeper, but has expired. */
        record Expired(AnswerTicket ticket) implements Reading {}

        /** The text is not signed by Grantkeeper, or is malformed. */
        record Forged() implements Reading {}
    }

    public String sign(AnswerTicket ticket) {
        String payload = encode(write(ticket).getBytes(StandardCharsets.UTF_8));
        return payload + "." + signature(keys.get().getFirst(), payload);
    }

    public Reading read(String text, Instant now) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            return new Reading.Forged();
        }
        int dot = text.indexOf('.');
        String payload = text.substring(0, dot);
        byte[] claimed = text.substring(dot + 1).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = false;
        for (Secret key : keys.get()) {
            genuine |= MessageDigest.isEqual(claimed, signature(key, payload).getBytes(StandardCharsets.US_ASCII));
        }
        if (!genuine) {
            return new Reading.Forged();
        }
        return parse(payload)
                .<Reading>map(ticket ->
                        ticket.expires().isAfter(now) ? new Reading.Genuine(ticket) : new Reading.Expired(ticket))
                .orElseGet(Reading.Forged::new);
    }

    private static String write(AnswerTicket ticket) {
        ObjectNode json = JsonTrees.object();
        json.put("t", ticket.tenant().value());
        json.put("p", ticket.purpose().name());
        json.put("a", ticket.about());
        ticket.request().ifPresent(request -> json.put("q", request));
        json.put("r", ticket.recipient());
        json.put("s", ticket.state());
        ticket.answer().ifPresent(answer -> json.put("w", answer.code()));
        json.put("e", ticket.expires().getEpochSecond());
        return json.toString();
    }

    /** Parses a payload. Returns empty if it is in the format of an older or newer version of Grantkeeper. */
    private static Optional<AnswerTicket> parse(String payload) {
        try {
            JsonNode json = JsonTrees.read(Base64.getUrlDecoder().decode(payload));
            return Optional.of(new AnswerTicket(
                    new TenantId(json.path("t").asString("")),
                    AnswerTicket.Purpose.valueOf(json.path("p").asString("")),
                    json.path("a").asString(""),
                    Optional.ofNullable(json.get("q")).map(JsonNode::asString),
                    json.path("r").asString(""),
                    json.path("s").asString(""),
                    Optional.ofNullable(json.get("w"))
                            .map(JsonNode::asString)
                            .map(code -> OwnerAnswer.ofCode(code).orElseThrow(IllegalArgumentException::new)),
                    Instant.ofEpochSecond(json.path("e").asLong(0))));
        } catch (JacksonException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String signature(Secret key, String payload) {
        byte[] bytes = key.revealBytes();
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalStateException(
                    "the key that signs answers has %d bytes but needs at least %d; create one with 'openssl rand -base64 48'"
                            .formatted(bytes.length, MIN_KEY_BYTES));
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return encode(mac.doFinal((DOMAIN + payload).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
