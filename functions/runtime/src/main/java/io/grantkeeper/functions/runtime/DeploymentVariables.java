package io.grantkeeper.functions.runtime;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a deployment, each read when the port that needs it is first used. */
final class DeploymentVariables {
    static final String CONFIG = "GRANTKEEPER_CONFIG";

    private final Map<String, String> environment;

    DeploymentVariables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    Map<String, String> all() {
        return environment;
    }

    String table() {
        return required("GRANTKEEPER_TABLE", "the name of the DynamoDB table, for example grantkeeper");
    }

    String syncQueue() {
        return queue("GRANTKEEPER_SYNC_QUEUE_URL", "sync-access");
    }

    String alertQueue() {
        return queue("GRANTKEEPER_ALERT_QUEUE_URL", "alert-owner");
    }

    String answerQueue() {
        return queue("GRANTKEEPER_ANSWER_QUEUE_URL", "apply-answer");
    }

    String deadLetterQueue() {
        return queue("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", "dead-letters");
    }

    String applyFunction() {
        return required(
                "GRANTKEEPER_APPLY_FUNCTION",
                "the function that carries out the answers given on pages, for example grantkeeper-apply-on-request:live");
    }

    String ladderFunction() {
        return required(
                "GRANTKEEPER_LADDER_FUNCTION",
                "the function that changes policies, for example grantkeeper-promote-policies:live");
    }

    String reviewFunction() {
        return required(
                "GRANTKEEPER_REVIEW_FUNCTION",
                "the function that closes access reviews, for example grantkeeper-run-review:live");
    }

    String config() {
        return required(
                CONFIG,
                "the configuration as JSON, or a reference to it: file:/path or secretsmanager:name; it looks like {\"tenant\": \"acme\", \"connections\": […]}");
    }

    /**
     * Returns the name prefix of ledgers. A ledger's name consists of the prefix, a slash and the tenant. It is the
     * name of the ledger's key and appears in every checkpoint.
     */
    String ledgerNamePrefix() {
        return required("GRANTKEEPER_LEDGER_NAME", "the name prefix of ledgers, for example example.com/ledger");
    }

    String ledgerKeys() {
        return required(
                "GRANTKEEPER_LEDGER_KEYS",
                "the KMS keys that sign the ledger, for example alias/ledger; separate several with commas");
    }

    /** Returns the bucket for exported checkpoints; empty to export none. */
    Optional<String> ledgerBucket() {
        return optional("GRANTKEEPER_LEDGER_BUCKET");
    }

    /** Returns the member {@code ledger} of the configuration, which names witnesses; empty if there is none. */
    Optional<String> ledgerSettings() {
        return optional("GRANTKEEPER_LEDGER_SETTINGS");
    }

    /** Returns the public address for webhooks; empty if providers cannot reach this installation. */
    Optional<URI> webhooks() {
        String name = "GRANTKEEPER_WEBHOOK_URL";
        return optional(name).map(text -> address(name, text, "https://hooks.example.com"));
    }

    private String queue(String name, String queue) {
        String form = "https://sqs.eu-central-1.amazonaws.com/123456789012/" + queue;
        return address(name, required(name, "the queue's URL, for example " + form), form)
                .toString();
    }

    private static URI address(String name, String text, String example) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // reported below
        }
        throw new IllegalStateException("%s is not a valid URL; set it to one such as %s".formatted(name, example));
    }

    private String required(String name, String form) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("%s is not set; set it to %s".formatted(name, form)));
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
