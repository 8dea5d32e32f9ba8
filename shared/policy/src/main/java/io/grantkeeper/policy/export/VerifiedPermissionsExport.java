package io.grantkeeper.policy.export;

import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import java.util.Map;

/**
 * A set of policies for Amazon Verified Permissions: the schema for {@code PutSchema}, and one static policy for each
 * {@code CreatePolicy} call.
 *
 * @param schema the Cedar schema in JSON, which is the value of {@code cedarJson}
 * @param remarks what the service would reject, and why
 */
public record VerifiedPermissionsExport(String schema, List<StaticPolicy> policies, List<String> remarks) {
    private static final int DESCRIPTION_CHARACTERS = 150;

    /** A static policy, in the form of the member {@code static} of a policy definition in {@code CreatePolicy}. */
    public record StaticPolicy(String description, String statement) {
        private static StaticPolicy of(CedarPolicy policy) {
            String id = policy.id();
            return new StaticPolicy(
                    id.length() > DESCRIPTION_CHARACTERS ? id.substring(0, DESCRIPTION_CHARACTERS) : id, policy.text());
        }
    }

    public static VerifiedPermissionsExport of(PolicySet set) {
        List<CedarPolicy> policies = CedarExport.decisionPolicies(set);
        String schema = CedarSchema.of(set).json();
        return new VerifiedPermissionsExport(
                schema,
                policies.stream().map(StaticPolicy::of).toList(),
                CedarServiceLimits.VERIFIED_PERMISSIONS.exceededBy(policies, schema));
    }

    /**
     * Returns the schema for {@code PutSchema}, the definitions for the {@code CreatePolicy} calls, and the remarks,
     * ready to be written as JSON.
     */
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
