package io.grantkeeper.policy.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The limits of a service that accepts Cedar policies; sizes are in bytes. A policy that exceeds a limit is reported
 * but remains in the export, because a restriction that was silently omitted would not be enforced.
 *
 * @param policy the maximum size of one policy
 * @param together the maximum total size of policies that do not restrict the resource or that name the same resource
 * @param schema the maximum size of the schema
 * @param policies the maximum number of policies
 */
record CedarServiceLimits(int policy, int together, int schema, int policies) {
    /**
     * The limits of Amazon Verified Permissions, which has no limit for the number of policies. Source:
     * https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/quotas.html
     */
    static final CedarServiceLimits VERIFIED_PERMISSIONS =
            new CedarServiceLimits(10_000, 200_000, 200_000, Integer.MAX_VALUE);

    /**
     * The limits of Amazon Bedrock AgentCore. Source:
     * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html
     */
    static final CedarServiceLimits AGENTCORE = new CedarServiceLimits(10_000, 200_000, Integer.MAX_VALUE, 1_000);

    /** Returns descriptions of everything that the service would reject; empty if it accepts everything. */
    List<String> exceededBy(List<CedarPolicy> exported, String schemaText) {
        List<String> found = new ArrayList<>();
        int all = 0;
        for (CedarPolicy each : exported) {
            int size = bytes(each.text());
            all += size;
            if (size > policy) {
                found.add(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes, but the service accepts at most %,d per policy; split its rule",
                        each.id(),
                        size,
                        policy));
            }
        }
        if (all > together) {
            found.add(String.format(
                    Locale.ROOT,
                    "the policies have %,d bytes in total, but the service accepts at most %,d for policies about the same resource; use more than one policy store",
                    all,
                    together));
        }
        if (exported.size() > policies) {
            found.add(String.format(
                    Locale.ROOT,
                    "there are %,d policies, but the service accepts at most %,d",
                    exported.size(),
                    policies));
        }
        int schemaSize = bytes(schemaText);
        if (schemaSize > schema) {
            found.add(String.format(
                    Locale.ROOT, "the schema has %,d bytes, but the service accepts at most %,d", schemaSize, schema));
        }
        return found;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
