package io.grantkeeper.infra.config;

import io.grantkeeper.identity.Connection;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What must hold of {@code deployment}. */
final class DeploymentRules {
    /** Those that CloudWatch knows. */
    private static final Set<Integer> LOG_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private static final Pattern SCHEDULE =
            Pattern.compile("rate\\((1 (minute|hour|day)|[1-9]\\d* (minutes|hours|days))\\)|cron\\([^()]+\\)");
    /** Functions are called after it, and a function's name has at most 64 characters. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}[a-z0-9]");

    private static final Pattern IMAGE =
            Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/{}-]+:[\\w.{}-]+");

    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[a-z0-9-]+");

    private static final String KEY_IN_WORDS =
            "the ARN of a key, such as arn:aws:kms:eu-central-1:123456789012:key/0a1b";

    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]+");

    private static final Set<String> MEMBERS = Arrays.stream(Deployment.class.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    private final Set<String> connections;
    private final Deployment deployment;
    private final List<String> mistakes = new ArrayList<>();

    DeploymentRules(List<Connection> connections, Deployment deployment) {
        this.connections = connections.stream()
                .map(connection -> connection.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
        this.deployment = deployment;
    }

    List<String> broken(JsonNode written) {
        if (!written.isMissingNode() && !written.isObject()) {
            mistakes.add(
                    "deployment: must be an object such as {\"name\": \"grantkeeper\", \"region\": \"eu-central-1\"}");
        }
        written.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .forEach(
                        name -> mistakes.add("deployment: has a member of %d characters that is not known; known are %s"
                                .formatted(name.length(), String.join(", ", MEMBERS))));
        matches("name", deployment.name(), NAME, "2 to 32 of a-z, 0-9 and '-', for example grantkeeper");
        matches("account", deployment.account(), Pattern.compile("\\d{12}"), "the account's twelve digits, as a text");
        matches("region", deployment.region(), Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d"), "such as eu-central-1");
        matches("architecture", deployment.architecture(), Pattern.compile("arm64|x86_64"), "arm64 or x86_64");
        packaging();
        matches("alarmEmail", deployment.alarmEmail(), Pattern.compile("[^@\\s]+@[^@\\s]+"), "an e-mail address");
        matches(
                "ledgerName",
                deployment.ledgerName(),
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9./-]{0,99}"),
                "a name without spaces, such as example.com/ledger");
        deployment
                .logRetentionDays()
                .filter(days -> !LOG_DAYS.contains(days))
                .ifPresent(_ -> mistakes.add(
                        "deployment.logRetentionDays: must be one that CloudWatch knows: " + new TreeSet<>(LOG_DAYS)));
        positive("requestsPerSecond", deployment.requestsPerSecond());
        positive("requestBurst", deployment.requestBurst());
        positive("decisionsPerSecond", deployment.decisionsPerSecond());
        positive("checkpoints.lockDays", deployment.checkpoints().flatMap(Deployment.Checkpoints::lockDays));
        deployment.schedules().orElse(Map.of()).forEach(this::schedule);
        deployment.vpc().ifPresent(this::vpc);
        deployment.domain().ifPresent(this::domain);
        deployment.ledgerKeys().ifPresent(this::ledgerKeys);
        deployment
                .existingSecrets()
                .orElse(List.of())
                .forEach(secret -> matches("existingSecrets", secret.key(), KEY, KEY_IN_WORDS));
        return mistakes;
    }

    private void packaging() {
        matches("packaging", deployment.packaging(), Pattern.compile("zip|image"), "zip or image");
        boolean images = deployment.packaging().filter("image"::equals).isPresent();
        if (images && deployment.snapStart().orElse(false)) {
            mistakes.add("deployment.snapStart: Lambda takes no snapshots of images; leave it out, or set 'packaging'"
                    + " to zip");
        }
        deployment.images().ifPresent(address -> {
            if (!images) {
                mistakes.add("deployment.images: is for functions that run from images; set 'packaging' to image");
            }
            if (!IMAGE.matcher(address).matches() || !address.contains(Deployment.PublishedImage.FUNCTION)) {
                mistakes.add("deployment.images: must be the address of images in ECR with {function} for a function's"
                        + " name, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/grantkeeper:{function}-1.0");
            } else if (deployment
                    .region()
                    .filter(region -> !region.equals(new Deployment.PublishedImage(address).region()))
                    .isPresent()) {
                mistakes.add(
                        "deployment.images: must be in the region of the installation, where Lambda looks for them");
            }
        });
    }

    private void schedule(String connection, String expression) {
        if (!connection.equals("default")) {
            known("schedules", connection);
        }
        matches("schedules", Optional.of(expression), SCHEDULE, "such as rate(6 hours) or cron(0 6 * * ? *)");
    }

    private void domain(Deployment.Domain domain) {
        if (domain.name().isEmpty() || domain.certificateArn().isEmpty()) {
            mistakes.add(
                    "deployment.domain: needs 'name' and 'certificateArn', such as {\"name\": \"grantkeeper.acme.com\","
                            + " \"certificateArn\": \"arn:aws:acm:eu-central-1:123456789012:certificate/0a1b\"}");
        }
        matches("domain.name", domain.name(), DOMAIN, "a host's name in small letters, such as grantkeeper.acme.com");
        matches("domain.certificateArn", domain.certificateArn(), CERTIFICATE, "the ARN of a certificate in ACM");
        domain.certificateArn()
                .filter(arn -> CERTIFICATE.matcher(arn).matches())
                .map(arn -> arn.split(":", -1)[3])
                .filter(region -> deployment
                        .region()
                        .filter(wanted -> !wanted.equals(region))
                        .isPresent())
                .ifPresent(
                        _ -> mistakes.add(
                                "deployment.domain.certificateArn: must be in the region of the installation, where the API is"));
        domain.hostedZone().ifPresent(zone -> {
            boolean isWhole = zone.id().isPresent() && zone.name().isPresent();
            if (!isWhole
                    || domain.name()
                            .filter(name ->
                                    !("." + name).endsWith("." + zone.name().get()))
                            .isPresent()) {
                mistakes.add(
                        "deployment.domain.hostedZone: needs 'id', and the 'name' that the domain's name ends with, such"
                                + " as {\"id\": \"Z0123456789ABCDEFGHIJ\", \"name\": \"acme.com\"}");
            }
        });
    }

    /** The one that is made stays among them: what it signed is checked with it for ever. */
    private void ledgerKeys(List<Deployment.LedgerKey> keys) {
        if (keys.stream().filter(key -> key.arn().isEmpty()).count() != 1) {
            mistakes.add(
                    "deployment.ledgerKeys: exactly one has to be without 'arn', which is the key that the installation"
                            + " made, such as [{\"until\": \"2027-02-01T00:00:00Z\"}, {\"arn\": \"arn:aws:kms:…\", \"from\":"
                            + " \"2027-01-01T00:00:00Z\"}]");
        }
        for (Deployment.LedgerKey key : keys) {
            matches("ledgerKeys", key.arn(), KEY, KEY_IN_WORDS);
            Stream.concat(key.from().stream(), key.until().stream())
                    .filter(time -> instant(time).isEmpty())
                    .forEach(_ -> mistakes.add(
                            "deployment.ledgerKeys: 'from' and 'until' must be instants such as 2027-01-01T00:00:00Z"));
            Optional<Instant> from = key.from().flatMap(DeploymentRules::instant);
            if (key.until()
                    .flatMap(DeploymentRules::instant)
                    .filter(until ->
                            from.filter(start -> !start.isBefore(until)).isPresent())
                    .isPresent()) {
                mistakes.add("deployment.ledgerKeys: 'until' must come after 'from'");
            }
        }
        if (keys.stream().allMatch(key -> key.until().isPresent())) {
            mistakes.add(
                    "deployment.ledgerKeys: one has to be without 'until', or a day comes when nothing can be signed");
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private void vpc(Deployment.Vpc vpc) {
        int subnets = vpc.subnets().map(List::size).orElse(0);
        if (vpc.id().isEmpty()
                || subnets == 0
                || subnets != vpc.zones().map(List::size).orElse(0)) {
            mistakes.add("deployment.vpc: needs 'id', and as many 'subnets' as 'zones' in the same order, such as"
                    + " {\"id\": \"vpc-0a1\", \"subnets\": [\"subnet-0b2\"], \"zones\": [\"eu-central-1a\"]}");
        }
    }

    private void known(String member, String connection) {
        if (!connections.contains(connection)) {
            mistakes.add("deployment.%s: names a connection that is none of %s".formatted(member, connections));
        }
    }

    private void positive(String member, Optional<Integer> number) {
        number.filter(value -> value < 1)
                .ifPresent(_ -> mistakes.add("deployment.%s: must be 1 or more".formatted(member)));
    }

    private void matches(String member, Optional<String> text, Pattern form, String words) {
        text.filter(value -> !form.matcher(value).matches())
                .ifPresent(_ -> mistakes.add("deployment.%s: must be %s".formatted(member, words)));
    }
}
