package io.grantkeeper.infra.config;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.text.SpellingSuggestion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The validation rules of the member {@code deployment}. */
final class DeploymentValidator {
    /** The log retention periods, in days, that CloudWatch Logs supports. */
    private static final Set<Integer> LOG_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final Pattern SCHEDULE =
            Pattern.compile("rate\\((1 (minute|hour|day)|[1-9]\\d* (minutes|hours|days))\\)|cron\\([^()]+\\)");
    /**
     * The valid installation names. The name prefixes every function name, and a function name has at most 64
     * characters.
     */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}[a-z0-9]");

    private static final Pattern IMAGE =
            Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/{}-]+:[\\w.{}-]+");

    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[a-z0-9-]+");

    private static final String KEY_IN_WORDS =
            "the ARN of a KMS key, such as arn:aws:kms:eu-central-1:123456789012:key/0a1b";

    private static final Pattern DOMAIN = Pattern.compile("^(?!-)[a-z0-9-]++(?<!-)(?:\\.(?!-)[a-z0-9-]++(?<!-))++$");

    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]+");

    private final Set<String> connections;
    private final DeploymentConfig deployment;
    private final List<String> errors = new ArrayList<>();

    DeploymentValidator(List<Connection> connections, DeploymentConfig deployment) {
        this.connections = connections.stream()
                .map(connection -> connection.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
        this.deployment = deployment;
    }

    List<String> findMistakes(JsonNode written) {
        if (!written.isMissingNode() && !written.isObject()) {
            errors.add(
                    "deployment: must be an object such as {\"name\": \"grantkeeper\", \"region\": \"eu-central-1\"}");
        }
        checkFormat("name", deployment.name(), NAME, "2 to 32 characters of a-z, 0-9 and '-', for example grantkeeper");
        checkFormat("account", deployment.account(), Pattern.compile("\\d{12}"), "the 12-digit account ID as a string");
        checkFormat(
                "region",
                deployment.region(),
                Pattern.compile("^[a-z]{2}(?:-[a-z]++)++-\\d$"),
                "an AWS region such as eu-central-1");
        checkWord("architecture", deployment.architecture(), "arm64", "x86_64");
        checkPackaging();
        checkFormat(
                "alarmEmail", deployment.alarmEmail(), Pattern.compile("^[^@\\s]++@[^@\\s]++$"), "an email address");
        checkFormat(
                "ledgerName",
                deployment.ledgerName(),
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9./-]{0,99}"),
                "1 to 100 letters, digits, '.', '/' or '-', such as example.com/ledger");
        deployment
                .logRetentionDays()
                .filter(days -> !LOG_DAYS.contains(days))
                .ifPresent(_ -> errors.add(
                        "deployment.logRetentionDays: must be a retention period that CloudWatch Logs supports: "
                                + new TreeSet<>(LOG_DAYS)));
        checkPositive("requestsPerSecond", deployment.requestsPerSecond());
        checkPositive("requestBurst", deployment.requestBurst());
        checkPositive("decisionsPerSecond", deployment.decisionsPerSecond());
        checkPositive("checkpoints.lockDays", deployment.checkpoints().flatMap(DeploymentConfig.Checkpoints::lockDays));
        deployment.schedules().orElse(Map.of()).forEach(this::checkSchedule);
        deployment.vpc().ifPresent(this::checkVpc);
        deployment.domain().ifPresent(this::checkDomain);
        deployment.ledgerKeys().ifPresent(this::checkLedgerKeys);
        deployment
                .existingSecrets()
                .orElse(List.of())
                .forEach(secret -> checkFormat("existingSecrets", secret.key(), KEY, KEY_IN_WORDS));
        return errors;
    }

    private void checkPackaging() {
        checkWord("packaging", deployment.packaging(), "zip", "image");
        boolean images = deployment.packaging().filter("image"::equals).isPresent();
        if (images && deployment.snapStart().orElse(false)) {
            errors.add(
                    "deployment.snapStart: SnapStart does not support container images; remove this setting, or set 'packaging'"
                            + " to zip");
        }
        deployment.images().ifPresent(address -> {
            if (!images) {
                errors.add(
                        "deployment.images: applies only to functions that run from images; set 'packaging' to image");
            }
            if (!IMAGE.matcher(address).matches() || !address.contains(DeploymentConfig.PublishedImage.FUNCTION)) {
                errors.add("deployment.images: must be an ECR image URI with {function} in place of the function's"
                        + " name, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/grantkeeper:{function}-1.0");
            } else if (deployment
                    .region()
                    .filter(region -> !region.equals(new DeploymentConfig.PublishedImage(address).region()))
                    .isPresent()) {
                errors.add(
                        "deployment.images: must be in the installation's region, because Lambda pulls images from there");
            }
        });
    }

    private void checkSchedule(String connection, String expression) {
        if (!connection.equals("default")) {
            checkConnectionExists("schedules", connection);
        }
        checkFormat(
                "schedules",
                Optional.of(expression),
                SCHEDULE,
                "a schedule expression such as rate(6 hours) or cron(0 6 * * ? *)");
    }

    private void checkDomain(DeploymentConfig.Domain domain) {
        if (domain.name().isEmpty() || domain.certificateArn().isEmpty()) {
            errors.add(
                    "deployment.domain: needs 'name' and 'certificateArn', such as {\"name\": \"grantkeeper.acme.com\","
                            + " \"certificateArn\": \"arn:aws:acm:eu-central-1:123456789012:certificate/0a1b\"}");
        }
        checkFormat("domain.name", domain.name(), DOMAIN, "a lowercase host name such as grantkeeper.acme.com");
        checkFormat("domain.certificateArn", domain.certificateArn(), CERTIFICATE, "the ARN of an ACM certificate");
        domain.certificateArn()
                .filter(arn -> CERTIFICATE.matcher(arn).matches())
                .map(arn -> arn.split(":", -1)[3])
                .filter(region -> deployment
                        .region()
                        .filter(wanted -> !wanted.equals(region))
                        .isPresent())
                .ifPresent(_ -> errors.add(
                        "deployment.domain.certificateArn: must be in the installation's region, where the API is"));
        domain.hostedZone().ifPresent(zone -> {
            boolean isWhole = zone.id().isPresent() && zone.name().isPresent();
            if (!isWhole
                    || domain.name()
                            .filter(name ->
                                    !("." + name).endsWith("." + zone.name().get()))
                            .isPresent()) {
                errors.add("deployment.domain.hostedZone: needs 'id' and a 'name' that the domain name ends with, such"
                        + " as {\"id\": \"Z0123456789ABCDEFGHIJ\", \"name\": \"acme.com\"}");
            }
        });
    }

    /**
     * Checks the keys that sign the ledger. The key that the installation created must stay in the list, because its
     * signatures must remain verifiable.
     */
    private void checkLedgerKeys(List<DeploymentConfig.LedgerKey> keys) {
        if (keys.stream().filter(key -> key.arn().isEmpty()).count() != 1) {
            errors.add(
                    "deployment.ledgerKeys: exactly one entry must omit 'arn' and so refer to the key that the installation"
                            + " created, such as [{\"until\": \"2027-02-01T00:00:00Z\"}, {\"arn\": \"arn:aws:kms:…\", \"from\":"
                            + " \"2027-01-01T00:00:00Z\"}]");
        }
        for (DeploymentConfig.LedgerKey key : keys) {
            checkFormat("ledgerKeys", key.arn(), KEY, KEY_IN_WORDS);
            Stream.concat(key.from().stream(), key.until().stream())
                    .filter(time -> parseInstant(time).isEmpty())
                    .forEach(
                            _ -> errors.add(
                                    "deployment.ledgerKeys: 'from' and 'until' must be UTC timestamps such as 2027-01-01T00:00:00Z"));
            Optional<Instant> from = key.from().flatMap(DeploymentValidator::parseInstant);
            if (key.until()
                    .flatMap(DeploymentValidator::parseInstant)
                    .filter(until ->
                            from.filter(start -> !start.isBefore(until)).isPresent())
                    .isPresent()) {
                errors.add("deployment.ledgerKeys: 'until' must be later than 'from'");
            }
        }
        if (keys.stream().allMatch(key -> key.until().isPresent())) {
            errors.add(
                    "deployment.ledgerKeys: one entry must omit 'until'; otherwise no key can sign after the last 'until'");
        }
    }

    private static Optional<Instant> parseInstant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private void checkVpc(DeploymentConfig.Vpc vpc) {
        int subnets = vpc.subnets().map(List::size).orElse(0);
        if (vpc.id().isEmpty()
                || subnets == 0
                || subnets != vpc.zones().map(List::size).orElse(0)) {
            errors.add(
                    "deployment.vpc: needs 'id' and the same number of 'subnets' and 'zones' in the same order, such as"
                            + " {\"id\": \"vpc-0a1\", \"subnets\": [\"subnet-0b2\"], \"zones\": [\"eu-central-1a\"]}");
        }
    }

    private void checkConnectionExists(String member, String connection) {
        if (!connections.contains(connection)) {
            errors.add("deployment.%s: names an unknown connection; known connections are %s%s"
                    .formatted(member, connections, SpellingSuggestion.appended(connection, connections)));
        }
    }

    private void checkPositive(String member, Optional<Integer> number) {
        number.filter(value -> value < 1)
                .ifPresent(_ -> errors.add("deployment.%s: must be 1 or more".formatted(member)));
    }

    private void checkWord(String member, Optional<String> word, String one, String other) {
        word.filter(value -> !value.equals(one) && !value.equals(other))
                .ifPresent(value -> errors.add("deployment.%s: must be %s or %s%s"
                        .formatted(member, one, other, SpellingSuggestion.appended(value, List.of(one, other)))));
    }

    private void checkFormat(String member, Optional<String> text, Pattern form, String words) {
        text.filter(value -> !form.matcher(value).matches())
                .ifPresent(_ -> errors.add("deployment.%s: must be %s".formatted(member, words)));
    }
}
