package io.grantkeeper.policy.export;

import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import java.util.Map;

/**
 * A set of policies as Amazon Verified Permissions takes it: the schema for {@code PutSchema}, and a static policy a
 * {@code CreatePolicy}.
 *
 * @param schema Cedar's JSON form, the value of {@code cedarJson}
 * @param remarks what the service would refuse, and why
 */
public record VerifiedPermissions(String schema, List<StaticPolicy> policies, List<String> remarks) {
    private static final int DESCRIPTION_CHARACTERS = 150;

    /** The member {@code static} of a policy's definition. */
    public record StaticPolicy(String description, String statement) {
        private static StaticPolicy of(CedarPolicy policy) {
            String id = policy.id();
            return new StaticPolicy(
                    id.length() > DESCRIPTION_CHARACTERS ? id.substring(0, DESCRIPTION_CHARACTERS) : id, policy.text());
        }
    }

    public static VerifiedPermissions of(PolicySet set) {
        List<CedarPolicy> policies = CedarText.deciding(set);
        String schema = CedarSchema.of(set).json();
        return new VerifiedPermissions(
                schema,
                policies.stream().map(StaticPolicy::of).toList(),
                ServiceLimits.VERIFIED_PERMISSIONS.exceededBy(policies, schema));
    }

    /** As its two calls take it, ready to be written as JSON. */
    public Map<String, Object> calls() {
        return Map.of(
                "schema",
                Map.of("cedarJson", schema),
                "policies",
                policies.stream().map(policy -> Map.of("static", policy)).toList(),
                "remarks",
                remarks);
    }
}
