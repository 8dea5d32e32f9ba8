package io.grantkeeper.cli;

import io.grantkeeper.policy.cedar.CedarValidation;
import io.grantkeeper.policy.export.AgentCoreExport;
import io.grantkeeper.policy.export.CedarExport;
import io.grantkeeper.policy.export.CedarPolicy;
import io.grantkeeper.policy.export.CedarSchema;
import io.grantkeeper.policy.export.VerifiedPermissionsExport;
import io.grantkeeper.policy.intent.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Exports policies as Cedar, for Amazon Verified Permissions and for Bedrock AgentCore gateways.",
            "Exit code 1 if the service would reject something, such as a policy that is too large."
        })
final class PolicyExportCommand extends ReportCommand {
    /** The format to which policies are exported. */
    enum ExportTarget {
        cedar,
        schema,
        verified_permissions,
        agentcore
    }

    @Option(
            names = "--to",
            paramLabel = "FORM",
            defaultValue = "cedar",
            description =
                    "cedar (text), schema (Cedar text; with --json, Cedar JSON), verified_permissions (JSON with schema and static policies) or agentcore (text).")
    private ExportTarget form = ExportTarget.cedar;

    @Option(names = "--gateway", paramLabel = "ARN", description = "The gateway's ARN, for agentcore.")
    private String gateway = "";

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(paths)).orThrow();
        return switch (form) {
            case cedar -> print(CedarExport.decisionPolicies(set), List.of(), List.of());
            case schema -> schema(CedarSchema.of(set).json());
            case verified_permissions -> {
                VerifiedPermissionsExport exported = VerifiedPermissionsExport.of(set);
                output().json(exported.calls());
                yield exported.remarks().isEmpty() ? 0 : 1;
            }
            case agentcore -> {
                if (gateway.isBlank()) {
                    throw new IllegalArgumentException(
                            "--gateway is missing: AgentCore requires the ARN of the gateway whose tools a policy names");
                }
                AgentCoreExport exported = AgentCoreExport.of(set, gateway);
                yield print(exported.policies(), exported.remarks(), exported.refused());
            }
        };
    }

    private int schema(String json) {
        if (output().isJson()) {
            output().terminal().json(json);
        } else {
            output().terminal().block(CedarValidation.toHumanReadable(json));
        }
        return 0;
    }

    private int print(List<CedarPolicy> policies, List<String> notes, List<String> refused) {
        output().print(Map.of("policies", policies, "remarks", notes, "refused", refused), terminal -> {
            policies.forEach(policy -> terminal.block("// " + policy.id() + "\n" + policy.text()));
            notes.forEach(remark -> terminal.line("// " + remark));
            refused.forEach(reason -> terminal.line("// WOULD BE REJECTED: " + reason));
        });
        return refused.isEmpty() ? 0 : 1;
    }
}
