package io.grantkeeper.policy.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a service takes, in bytes. Of each policy that does not fit there is a remark, and the policy stays in the export:
 * a restriction that is left out in silence would be one that is not held.
 *
 * @param policy one policy
 * @param together all that leave the resource open, or name the same one
 * @param schema the schema that policies are held against
 * @param policies how many there may be
 */
record ServiceLimits(int policy, int together, int schema, int policies) {
    /** https://docs.aws.amazon.com/verifiedpermissions/latest/userguide/quotas.html; no number of policies is said there. */
    static final ServiceLimits VERIFIED_PERMISSIONS = new ServiceLimits(10_000, 200_000, 200_000, Integer.MAX_VALUE);

    /** https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html. */
    static final ServiceLimits AGENTCORE = new ServiceLimits(10_000, 200_000, Integer.MAX_VALUE, 1_000);

    /** What the service would refuse, in words; empty where it takes everything. */
    List<String> exceededBy(List<CedarPolicy> exported, String schemaText) {
        List<String> found = new ArrayList<>();
        int all = 0;
        for (CedarPolicy each : exported) {
            int size = bytes(each.text());
            all += size;
            if (size > policy) {
                found.add(String.format(
                        Locale.ROOT,
                        "%s has %,d bytes and the service takes %,d a policy; split its rule",
                        each.id(),
                        size,
                        policy));
            }
        }
        if (all > together) {
            found.add(String.format(
                    Locale.ROOT,
                    "the policies have %,d bytes together and the service takes %,d of those that are about the same resource; use more than one store",
                    all,
                    together));
        }
        if (exported.size() > policies) {
            found.add(String.format(
                    Locale.ROOT, "there are %,d policies and the service takes %,d", exported.size(), policies));
        }
        int schemaSize = bytes(schemaText);
        if (schemaSize > schema) {
            found.add(String.format(
                    Locale.ROOT, "the schema has %,d bytes and the service takes %,d", schemaSize, schema));
        }
        return found;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
