package io.grantkeeper.infra.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The member {@code deployment} of the configuration. All of it may be left out.
 *
 * @param name what every part is called after; a second installation in one account needs another
 * @param account twelve digits; where left out, whichever account the credentials are of
 * @param region for example {@code eu-central-1}; where left out, that of the environment
 * @param schedules how often a connection is swept, by its id, and {@code default} for the others
 * @param alarmEmail who is told when an alarm goes off
 * @param logRetentionDays how long logs are kept
 * @param architecture {@code arm64} or {@code x86_64}
 * @param packaging whether functions are bundles under the managed runtime, {@code zip}, or containers with an AOT cache
 * @param images where images are that are there already, with {@code {function}} in place of a function's name; where left
 *     out, a deployment builds them
 * @param snapStart whether functions start from a snapshot, which images cannot
 * @param reserveConcurrency whether functions have their share of the account's concurrency to themselves; an account
 *     whose limit is still 10 has none to give
 * @param requestsPerSecond how many webhooks a second are let in
 * @param requestBurst how many at once
 * @param decisionsPerSecond how many decisions a second are given; twice as many at once
 * @param domain a name of yours under which everything is reached; where left out, AWS gives one that goes with the API
 * @param paused whether nothing runs for now: no schedule calls, no queue or stream is read, no request is answered
 * @param vpc where functions are to run inside a network of yours
 * @param existingSecrets secrets that are there already and are not to be made
 * @param checkpoints where checkpoints are kept outside the table
 * @param sender how mail is sent where no {@code alerts.smtp} is set
 * @param ledgerKeys the keys that sign checkpoints, each with its time; where left out, the one that is made, always
 * @param ledgerName what ledgers are called, in every checkpoint
 * @param tags for everything
 */
public record Deployment(
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

    /** How functions' code reaches Lambda. */
    public sealed interface Packaging {}

    /** A bundle, under the managed runtime. */
    public record Zip() implements Packaging {}

    /** An image that the deployment builds. */
    public record BuiltImage() implements Packaging {}

    /**
     * An image that is in a registry already.
     *
     * @param address of every function's image, with {@value #FUNCTION} in place of its name
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
     * A name of yours for all addresses.
     *
     * @param certificateArn of a certificate for the name, in the region of the installation
     * @param hostedZone where the name is entered; where left out, you enter it where you keep your names
     */
    public record Domain(Optional<String> name, Optional<String> certificateArn, Optional<HostedZone> hostedZone) {}

    /** A zone of Route 53, by its id and the name that all in it ends with. */
    public record HostedZone(Optional<String> id, Optional<String> name) {}

    /** A network of yours. Its subnets need a way out to the providers: a NAT gateway or a proxy. */
    public record Vpc(Optional<String> id, Optional<List<String>> subnets, Optional<List<String>> zones) {}

    /**
     * A secret that is there already; in the document a text, where it lies under AWS' own key.
     *
     * @param key the ARN of the key of yours that it lies under
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
     * A key that signs checkpoints, with the time in which it does.
     *
     * @param arn of a key of yours; where left out, it is the one that is made
     */
    public record LedgerKey(Optional<String> arn, Optional<String> from, Optional<String> until) {}

    /**
     * Where checkpoints are kept outside the table.
     *
     * @param bucket one that is there already, best in another account; where left out, one is made
     * @param lockDays how long a checkpoint in the bucket that is made cannot be deleted by anybody
     */
    public record Checkpoints(Optional<String> bucket, Optional<Integer> lockDays) {}

    /**
     * Who mail is from, in SES.
     *
     * @param identity a domain or an address
     * @param existing whether it is verified already and is not to be made
     */
    public record Sender(Optional<String> identity, Optional<Boolean> existing) {}

    public String prefix() {
        return name.orElse("grantkeeper");
    }

    /** What a function is called in Lambda, which never turns a bundle into an image or back under one name. */
    public String functionName(String function) {
        String name = prefix() + "-" + function;
        return packagedAs() instanceof Zip ? name : name + "-image";
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

    public Packaging packagedAs() {
        if (!packaging.orElse("zip").equals("image")) {
            return new Zip();
        }
        return images.<Packaging>map(PublishedImage::new).orElseGet(BuiltImage::new);
    }

    public boolean startsFromSnapshot() {
        return packagedAs() instanceof Zip && snapStart.orElse(true);
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

    public boolean isThere(String secret) {
        return existingSecrets.orElse(List.of()).stream()
                .anyMatch(existing -> existing.name().equals(secret));
    }

    /** The keys of yours that these secrets lie under. */
    public Set<String> keysOf(Set<String> secrets) {
        return existingSecrets.orElse(List.of()).stream()
                .filter(existing -> secrets.contains(existing.name()))
                .flatMap(existing -> existing.key().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public List<LedgerKey> signedWith() {
        return ledgerKeys.orElse(List.of(new LedgerKey(Optional.empty(), Optional.empty(), Optional.empty())));
    }
}
