package io.grantkeeper.infra.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The deployment settings of an installation, from the configuration's member {@code deployment}. Every member is
 * optional.
 *
 * @param name the prefix of all resource names; a second installation in the same account needs a different prefix
 * @param account the 12-digit account ID; the account of the credentials if omitted
 * @param region the AWS region, for example {@code eu-central-1}; the region of the environment if omitted
 * @param schedules the schedules of the connections' sweeps, keyed by connection ID, with {@code default} for all
 *     others
 * @param alarmEmail the address that receives alarms
 * @param logRetentionDays how long logs are retained, in days
 * @param architecture {@code arm64} or {@code x86_64}
 * @param packaging "zip" for bundles on the managed runtime, or "image" for containers with an AOT cache
 * @param images a template for the URIs of published images, with {@code {function}} in place of a function's name; the
 *     deployment builds images if omitted
 * @param snapStart whether functions start from a snapshot, which images do not support
 * @param reserveConcurrency whether each function gets reserved concurrency; an account whose quota is still 10 has no
 *     concurrency to reserve
 * @param requestsPerSecond the rate limit for webhooks, in requests per second
 * @param requestBurst the burst limit for webhooks, in requests
 * @param decisionsPerSecond the rate limit for decisions, in requests per second; the burst limit is twice as high
 * @param domain a custom domain for all URLs; if omitted, the API's own domain, which is deleted with the API
 * @param paused whether the installation is paused: no schedule runs, no queue or stream is read, and no request is
 *     answered
 * @param vpc the VPC that functions run in
 * @param existingSecrets secrets that already exist, so that the deployment does not create them
 * @param checkpoints where checkpoints are stored outside the table
 * @param sender how SES sends mail if {@code alerts.smtp} is not set
 * @param ledgerKeys the keys that sign checkpoints, each with its validity period; if omitted, only the key that the
 *     deployment creates, without a time limit
 * @param ledgerName the name of the ledger, which is part of every checkpoint
 * @param tags the tags for all resources
 */
public record DeploymentConfig(
        Optional<String> name,
        Optional<String> account,
        Optional<String> region,
        Optional<Map<String, String>> schedules,
        Optional<String> alarmEmail,
        Optional<Integer> logRetentionDays,
        Optional<String> architecture,
        Optional<String> packaging,
        Optional<String> images,
        Optional<Boolean> snapStart,
        Optional<Boolean> reserveConcurrency,
        Optional<Integer> requestsPerSecond,
        Optional<Integer> requestBurst,
        Optional<Integer> decisionsPerSecond,
        Optional<Domain> domain,
        Optional<Boolean> paused,
        Optional<Vpc> vpc,
        Optional<List<ExistingSecret>> existingSecrets,
        Optional<Checkpoints> checkpoints,
        Optional<Sender> sender,
        Optional<List<LedgerKey>> ledgerKeys,
        Optional<String> ledgerName,
        Optional<Map<String, String>> tags) {
    static final String EVERY_SIX_HOURS = "rate(6 hours)";

    /** The ways in which the functions' code is packaged for Lambda. */
    public sealed interface Packaging {}

    /** A bundle for the managed runtime. */
    public record Zip() implements Packaging {}

    /** An image that the deployment builds. */
    public record BuiltImage() implements Packaging {}

    /**
     * Images that are already in a registry, one per function.
     *
     * @param address a template for the URIs of the images, with {@value #FUNCTION} in place of a function's name
     */
    public record PublishedImage(String address) implements Packaging {
        public static final String FUNCTION = "{function}";

        public String repository(String function) {
            String path = address.substring(address.indexOf('/') + 1, address.lastIndexOf(':'));
            return path.replace(FUNCTION, function);
        }

        public String tag(String function) {
            return address.substring(address.lastIndexOf(':') + 1).replace(FUNCTION, function);
        }

        public String account() {
            return address.substring(0, address.indexOf('.'));
        }

        public String region() {
            return address.split("\\.", -1)[3];
        }
    }

    /**
     * A custom domain for all URLs.
     *
     * @param certificateArn the ARN of a certificate for the domain, in the installation's region
     * @param hostedZone the zone that gets the DNS record; if omitted, you create the record with your DNS provider
     */
    public record Domain(Optional<String> name, Optional<String> certificateArn, Optional<HostedZone> hostedZone) {}

    /** A Route 53 hosted zone: its ID and its name. The domain name must end with the zone's name. */
    public record HostedZone(Optional<String> id, Optional<String> name) {}

    /** The operator's VPC. Its subnets need outbound access to the providers through a NAT gateway or a proxy. */
    public record Vpc(Optional<String> id, Optional<List<String>> subnets, Optional<List<String>> zones) {}

    /**
     * A secret that already exists. If the AWS managed key encrypts the secret, the configuration document can contain
     * only the secret's name, as a string, in place of this object.
     *
     * @param key the ARN of the operator's KMS key that encrypts the secret; empty for the AWS managed key
     */
    public record ExistingSecret(String name, Optional<String> key) {
        @JsonCreator
        public ExistingSecret {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static ExistingSecret named(String name) {
            return new ExistingSecret(name, Optional.empty());
        }
    }

    /**
     * A key that signs checkpoints, with its validity period.
     *
     * @param arn the ARN of the operator's key; if omitted, the key that the deployment creates
     */
    public record LedgerKey(Optional<String> arn, Optional<String> from, Optional<String> until) {}

    /**
     * The storage for checkpoints outside the table.
     *
     * @param bucket an existing bucket, ideally in another account; the deployment creates one if omitted
     * @param lockDays the number of days during which nobody can delete a checkpoint in the created bucket
     */
    public record Checkpoints(Optional<String> bucket, Optional<Integer> lockDays) {}

    /**
     * The identity that sends mail through SES.
     *
     * @param identity a domain or an email address
     * @param existing whether the identity is already verified; if it is, the deployment does not create it
     */
    public record Sender(Optional<String> identity, Optional<Boolean> existing) {}

    public String prefix() {
        return name.orElse("grantkeeper");
    }

    /**
     * Returns the name of a Lambda function. A function that runs from an image gets a different name, because Lambda
     * cannot change the package type of an existing function.
     */
    public String functionName(String function) {
        String name = prefix() + "-" + function;
        return packageType() instanceof Zip ? name : name + "-image";
    }

    public boolean isPaused() {
        return paused.orElse(false);
    }

    public String scheduleOf(String connection) {
        Map<String, String> all = schedules.orElse(Map.of());
        return Optional.ofNullable(all.get(connection))
                .or(() -> Optional.ofNullable(all.get("default")))
                .orElse(EVERY_SIX_HOURS);
    }

    public int logDays() {
        return logRetentionDays.orElse(90);
    }

    public boolean onArm() {
        return !architecture.orElse("arm64").equals("x86_64");
    }

    public Packaging packageType() {
        if (!packaging.orElse("zip").equals("image")) {
            return new Zip();
        }
        return images.<Packaging>map(PublishedImage::new).orElseGet(BuiltImage::new);
    }

    public boolean startsFromSnapshot() {
        return packageType() instanceof Zip && snapStart.orElse(true);
    }

    public boolean reservesConcurrency() {
        return reserveConcurrency.orElse(true);
    }

    public int requestRate() {
        return requestsPerSecond.orElse(50);
    }

    public int burst() {
        return requestBurst.orElse(100);
    }

    public int decisionRate() {
        return decisionsPerSecond.orElse(500);
    }

    public String ledger() {
        return ledgerName.orElse(prefix() + "/ledger");
    }

    public Map<String, String> allTags() {
        return tags.orElse(Map.of());
    }

    public boolean isExistingSecret(String secret) {
        return existingSecrets.orElse(List.of()).stream()
                .anyMatch(existing -> existing.name().equals(secret));
    }

    /**
     * Returns the ARNs of the operator's keys that encrypt these secrets. Secrets that the AWS managed key encrypts add
     * no ARN.
     */
    public Set<String> keysOfSecrets(Set<String> secrets) {
        return existingSecrets.orElse(List.of()).stream()
                .filter(existing -> secrets.contains(existing.name()))
                .flatMap(existing -> existing.key().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public List<LedgerKey> signingKeys() {
        return ledgerKeys.orElse(List.of(new LedgerKey(Optional.empty(), Optional.empty(), Optional.empty())));
    }
}
