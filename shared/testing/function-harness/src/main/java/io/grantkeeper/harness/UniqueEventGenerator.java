package io.grantkeeper.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantkeeper.aws.dynamodb.DynamoDbPendingEntryStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
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
 * Generates events from a sample so that repeated invocations do real work, and stores the rows to which each event
 * refers. Functions recognize events that they have already handled, so repeating the same event would measure only
 * duplicate detection.
 */
public final class UniqueEventGenerator {
    private static final Instant PLANNED = Instant.parse("2025-02-04T06:00:00Z");

    private UniqueEventGenerator() {}

    /**
     * Returns a generator of events for a function. The generator's argument is the number of earlier events. The first
     * event is the sample itself.
     */
    public static IntFunction<byte[]> events(String function, byte[] sample, DynamoDbTable table) {
        return before -> before == 0
                ? sample
                : eventNumber(function, new String(sample, UTF_8), before, table)
                        .getBytes(UTF_8);
    }

    private static String eventNumber(String function, String sample, int number, DynamoDbTable table) {
        SampleInventory given = new SampleInventory(number);
        return switch (function) {
            case "receive-webhook" -> delivery(sample, number);
            case "plan-sweep" ->
                sample.replace(
                        PLANNED.toString(),
                        PLANNED.plus(Duration.ofHours(number)).toString());
            case "detect-changes" -> {
                given.storeObservations(table);
                yield sample.replace(SampleInventory.APP, given.app());
            }
            case "alert-owner" -> {
                given.storeObservations(table);
                given.storeDetectionResults(table);
                yield sample.replace(SampleInventory.APP, given.app());
            }
            case "apply-answer" -> {
                given.storeObservations(table);
                given.storeDetectionResults(table);
                given.storeAnsweredQuestion(table);
                yield sample.replace(SampleInventory.QUESTION, given.question());
            }
            case "seal-on-write" -> {
                new DynamoDbPendingEntryStore(table).add(SampleInventory.TENANT, entry(number));
                yield sample;
            }
            // Every decision is new. A scheduled function usually finds nothing to do.
            default -> sample;
        };
    }

    private static LedgerEntry entry(int number) {
        return LedgerEntry.of(
                "finding.closed/sample/" + number,
                SampleInventory.TENANT,
                PLANNED.plusSeconds(number),
                new LedgerEvent.FindingClosed("sample-" + number),
                EntryActor.function("detect-changes"));
    }

    /**
     * Returns a webhook delivery. The repository that it is about depends on the number, because deliveries about the
     * same repository would count as one burst, for which the repository is read only once.
     */
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
            mac.init(new SecretKeySpec(LocalEnvironment.WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
