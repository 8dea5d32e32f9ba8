package io.grantkeeper.policy.export;

import io.grantkeeper.policy.intent.PolicySet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A set of policies as Amazon Verified Permissions takes it: the schema for {@code PutSchema}, and a static policy a
 * {@code CreatePolicy}.
 *
 * @param schema Cedar's JSON form, the value of {@code cedarJson}
 * @param remarks what had to be left out, and why
 */
public record VerifiedPermissions(String schema, List<StaticPolicy> policies, List<String> remarks) {
    /** The service's limits: https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/quotas.html. */
    private static final int STATEMENT_BYTES = 10_000;

    private static final int DESCRIPTION_CHARACTERS = 150;

    /** The member {@code static} of a policy's definition. */
    public record StaticPolicy(String description, String statement) {}

    public static VerifiedPermissions of(PolicySet set) {
        List<StaticPolicy> policies = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (CedarPolicy policy : CedarText.deciding(set)) {
            int bytes = policy.text().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > STATEMENT_BYTES) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes and the service takes %,d a policy; split its rule",
                        policy.id(),
                        bytes,
                        STATEMENT_BYTES));
            } else {
                String id = policy.id();
                policies.add(new StaticPolicy(
                        id.length() > DESCRIPTION_CHARACTERS ? id.substring(0, DESCRIPTION_CHARACTERS) : id,
                        policy.text()));
            }
        }
        return new VerifiedPermissions(CedarSchema.of(set).json(), policies, remarks);
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
