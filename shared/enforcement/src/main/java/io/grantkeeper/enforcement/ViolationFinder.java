package io.grantkeeper.enforcement;

import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.permissions.Capability;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.ProvenProhibition;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.intent.PolicyDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds an identity's violations of one policy: grants that allow what the policy forbids, and credentials that are too
 * old. A grant whose permissions are unknown violates only policies that forbid everything.
 */
final class ViolationFinder {
    /** An action and resource type that match no capability, so only a rule that forbids everything applies. */
    private static final String ANYTHING = "hold";

    private final PolicyDocument policy;
    private final ProvenProhibition prohibition;
    private final GrantAccessEvaluator meaning;
    private final IdentityPolicyFacts facts;

    ViolationFinder(PolicyDocument policy, GrantAccessEvaluator meaning, IdentityPolicyFacts facts) {
        this.policy = policy;
        this.prohibition = new ProvenProhibition(policy, RequestCapabilityMapping.standard());
        this.meaning = meaning;
        this.facts = facts;
    }

    /**
     * A violation.
     *
     * @param suspended whether the access is currently suspended; it is still a violation, because it can be
     *     reactivated
     */
    record Found(RowKey target, String what, String reason, Instant observedAt, boolean suspended) {}

    PolicyDocument policy() {
        return policy;
    }

    List<Found> find(IdentityRecord identityRecord, Instant now) {
        NonHumanIdentity identity = identityRecord.identity().content();
        List<Found> found = new ArrayList<>();
        for (StoredRecord<Grant> grant : identityRecord.grants()) {
            if (grant.isLive()) {
                checkGrant(identityRecord, identity, grant, now).ifPresent(found::add);
            }
        }
        for (StoredRecord<Credential> credential : identityRecord.credentials()) {
            if (credential.isLive()) {
                checkCredential(identityRecord, identity, credential, now).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean isSuspended(NonHumanIdentity identity, ProviderStatus providerStatus) {
        return identity.standing() == ProviderStatus.SUSPENDED || providerStatus == ProviderStatus.SUSPENDED;
    }

    private Optional<Found> checkGrant(
            IdentityRecord identityRecord, NonHumanIdentity identity, StoredRecord<Grant> stored, Instant now) {
        Grant grant = stored.content();
        SubjectFacts.Known known = facts.of(identityRecord, grant);
        List<Capability> capabilities = meaning.of(identity.provider(), grant)
                .map(access -> List.copyOf(access.capabilities()))
                .orElse(List.of());
        Stream<AccessRequest> held = Stream.concat(
                capabilities.stream().map(capability -> request(identity, capability, now)),
                Stream.of(unspecificRequest(identity, now)));
        String what = capabilities.isEmpty()
                ? "a grant of %s".formatted(String.join(", ", grant.scopes()))
                : "a grant that lets it %s".formatted(capabilities.getFirst().inPlainWords());
        return held.flatMap(request -> prohibition.reason(request, known).stream())
                .findFirst()
                .map(reason -> new Found(
                        RowKey.grant(identity.id(), grant.key()),
                        what,
                        reason,
                        stored.observedAt(),
                        isSuspended(identity, grant.standing())));
    }

    private Optional<Found> checkCredential(
            IdentityRecord identityRecord, NonHumanIdentity identity, StoredRecord<Credential> stored, Instant now) {
        Credential credential = stored.content();
        SubjectFacts.Known known = facts.of(identityRecord, credential);
        AccessRequest request = unspecificRequest(identity, now);
        return prohibition
                .credentialAgeReason(request, known)
                .or(() -> prohibition.reason(request, known))
                .map(reason -> new Found(
                        RowKey.credential(identity.id(), credential.key()),
                        "a credential, %s"
                                .formatted(credential
                                        .type()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')),
                        reason,
                        stored.observedAt(),
                        isSuspended(identity, credential.standing())));
    }

    private static AccessRequest request(NonHumanIdentity identity, Capability capability, Instant now) {
        return new AccessRequest(
                AuthZenEntity.of("identity", identity.id().toString()),
                RequestCapabilityMapping.standardWord(capability.action()),
                Map.of(),
                AuthZenEntity.of(RequestCapabilityMapping.standardWord(capability.resource()), "*"),
                Map.of(RequestFacts.REACH, AttributeValue.of(capability.reach().wireName())),
                List.of(),
                now);
    }

    private static AccessRequest unspecificRequest(NonHumanIdentity identity, Instant now) {
        return AccessRequest.of(
                AuthZenEntity.of("identity", identity.id().toString()), ANYTHING, AuthZenEntity.of(ANYTHING, "*"), now);
    }
}
