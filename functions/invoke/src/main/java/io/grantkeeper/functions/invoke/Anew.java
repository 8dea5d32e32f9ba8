package io.grantkeeper.functions.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantkeeper.aws.dynamodb.DynamoDbEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.Actor;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.Happening;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a sample one event after the other that was not handled yet, with the rows that it tells of. Functions know what
 * they have handled: of an event that comes again only that would be measured.
 */
final class Anew {
    private static final Instant PLANNED = Instant.parse("2025-02-04T06:00:00Z");

    private Anew() {}

    /** Events of a function, by how many there were before; the first is the sample itself. */
    static IntFunction<byte[]> events(String function, byte[] sample, DynamoDbTable table) {
        return before -> before == 0
                ? sample
                : event(function, new String(sample, UTF_8), before, table).getBytes(UTF_8);
    }

    private static String event(String function, String sample, int number, DynamoDbTable table) {
        Given given = new Given(number);
        return switch (function) {
            case "receive-webhook" -> delivery(sample, number);
            case "plan-sweep" ->
                sample.replace(
                        PLANNED.toString(),
                        PLANNED.plus(Duration.ofHours(number)).toString());
            case "detect-changes" -> {
                given.observed(table);
                yield sample.replace(Given.APP, given.app());
            }
            case "alert-owner" -> {
                given.observed(table);
                given.detected(table);
                yield sample.replace(Given.APP, given.app());
            }
            case "settle-answer" -> {
                given.observed(table);
                given.detected(table);
                given.answered(table);
                yield sample.replace(Given.QUESTION, given.question());
            }
            case "seal-on-write" -> {
                new DynamoDbEntryStore(table).add(Given.TENANT, entry(number));
                yield sample;
            }
            // A decision is new each time; a clock's function finds what there is, which mostly is nothing.
            default -> sample;
        };
    }

    private static Entry entry(int number) {
        return Entry.of(
                "finding.closed/sample/" + number,
                Given.TENANT,
                PLANNED.plusSeconds(number),
                new Happening.FindingClosed("sample-" + number),
                Actor.function("detect-changes"));
    }

    /** Of another repository each: deliveries that hint at the same are one burst, for which is read once. */
    private static String delivery(String sample, int number) {
        ObjectNode event = (ObjectNode) ModelJson.mapper().readTree(sample);
        ObjectNode body = (ObjectNode) ModelJson.mapper()
                .readTree(Base64.getDecoder().decode(event.path("body").asString("")));
        String name = "platform-" + number;
        ObjectNode repository = (ObjectNode) body.path("repository");
        repository.put("id", 1000 + number).put("name", name).put("full_name", "larkfield/" + name);
        byte[] bytes = body.toString().getBytes(UTF_8);
        ObjectNode headers = (ObjectNode) event.path("headers");
        headers.put("x-github-delivery", "72d3162e-cc78-11e3-81ab-%012x".formatted(number))
                .put("x-hub-signature-256", "sha256=" + signature(bytes));
        event.put("body", Base64.getEncoder().encodeToString(bytes));
        return ((JsonNode) event).toString();
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Surroundings.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
