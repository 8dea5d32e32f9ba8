package io.grantkeeper.local.cli;

import io.grantkeeper.policy.cedar.CedarValidation;
import io.grantkeeper.policy.export.AgentCore;
import io.grantkeeper.policy.export.CedarPolicy;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.export.CedarText;
import io.grantkeeper.policy.export.VerifiedPermissions;
import io.grantkeeper.policy.intent.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes policies as Cedar, for Amazon Verified Permissions and for Bedrock AgentCore's gateways.",
            "Exit code 1 where the service would refuse something, such as a policy that is too large."
        })
final class PolicyExportCommand implements Callable<Integer> {
    /** For whom it is written. */
    enum Form {
        cedar,
        schema,
        verified_permissions,
        agentcore
    }

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--to",
            paramLabel = "FORM",
            defaultValue = "cedar",
            description =
                    "cedar (text), schema (of those; with --json in Cedar's JSON form), verified_permissions (schema and static policies as JSON) or agentcore (text).")
    private Form form = Form.cedar;

    @Option(names = "--gateway", paramLabel = "ARN", description = "The gateway, for agentcore.")
    private String gateway = "";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(paths)).orThrow();
        return switch (form) {
            case cedar -> print(CedarText.deciding(set), List.of(), List.of());
            case schema -> schema(CedarSchema.of(set).json());
            case verified_permissions -> {
                VerifiedPermissions exported = VerifiedPermissions.of(set);
                output.json(exported.calls());
                yield exported.remarks().isEmpty() ? 0 : 1;
            }
            case agentcore -> {
                if (gateway.isBlank()) {
                    throw new IllegalArgumentException(
                            "--gateway is missing: AgentCore wants the ARN of the gateway whose tools a policy names");
                }
                AgentCore exported = AgentCore.of(set, gateway);
                yield print(exported.policies(), exported.remarks(), exported.refused());
            }
        };
    }

    private int schema(String json) {
        output.terminal().line(output.isJson() ? json : CedarValidation.humanForm(json));
        return 0;
    }

    private int print(List<CedarPolicy> policies, List<String> remarks, List<String> refused) {
        if (output.isJson()) {
            output.json(Map.of("policies", policies, "remarks", remarks, "refused", refused));
        } else {
            policies.forEach(policy -> output.terminal().line("// " + policy.id() + "\n" + policy.text()));
            remarks.forEach(remark -> output.terminal().line("// " + remark));
            refused.forEach(reason -> output.terminal().line("// WOULD BE REFUSED: " + reason));
        }
        return refused.isEmpty() ? 0 : 1;
    }
}
