package io.grantkeeper.detection;

import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the rules that depend on time.
 *
 * @param expiryStages how far in advance an owner is alerted that access or a credential expires, once for each stage
 * @param silence how long an identity must be unused before its owner is asked about it
 * @param silenceByKind the same, for kinds of identities whose duration differs from {@code silence}
 * @param rotation the age at which a credential is due for rotation; credentials of types without an entry are never
 *     due
 * @param rotationOverlap how long an old and a new credential may both exist before they are reported as duplicates
 * @param useSeen how long usage must have been recorded, and how long a grant must have been unchanged, before unused
 *     access is reported as over-privileged
 */
public record DetectionSettings(
        List<Duration> expiryStages,
        Duration silence,
        Map<IdentityKind, Duration> silenceByKind,
        Map<CredentialType, Duration> rotation,
        Duration rotationOverlap,
        Duration useSeen) {
    public DetectionSettings {
        expiryStages = List.copyOf(expiryStages);
        silenceByKind = Map.copyOf(silenceByKind);
        rotation = Map.copyOf(rotation);
    }

    public static DetectionSettings standard() {
        Map<CredentialType, Duration> rotation = new EnumMap<>(CredentialType.class);
        rotation.put(CredentialType.TOKEN, Duration.ofDays(90));
        rotation.put(CredentialType.PASSWORD, Duration.ofDays(90));
        rotation.put(CredentialType.SECRET, Duration.ofDays(180));
        rotation.put(CredentialType.SSH_KEY, Duration.ofDays(365));
        rotation.put(CredentialType.CERTIFICATE, Duration.ofDays(365));
        return new DetectionSettings(
                List.of(Duration.ofDays(60), Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(1)),
                Duration.ofDays(90),
                Map.of(IdentityKind.AI_AGENT, Duration.ofDays(45), IdentityKind.API_KEY, Duration.ofDays(60)),
                rotation,
                Duration.ofDays(30),
                Duration.ofDays(30));
    }

    /** Returns how long an identity of this kind must be unused before its owner is asked about it. */
    Duration silence(IdentityKind kind) {
        return silenceByKind.getOrDefault(kind, silence);
    }
}
