package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
import io.grantkeeper.infra.functions.ResourceGrant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A report of what a deployment would create in an empty account.
 *
 * @param stacks the number of resources by type, for each stack
 * @param functions each function with its permissions
 * @param next the manual steps after the deployment
 */
record DryRunReport(Map<String, Map<String, Integer>> stacks, List<Function> functions, List<String> next) {
    /** The types of auxiliary resources that the report leaves out. */
    private static final Set<String> PARTS = Set.of(
            "AWS::KMS::Alias",
            "AWS::Lambda::Version",
            "AWS::Lambda::Permission",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Stage",
            "AWS::SQS::QueuePolicy",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::Scheduler::ScheduleGroup");

    /**
     * A function as it would be deployed.
     *
     * @param calledBy a description of the trigger
     * @param may the IAM actions that the function may perform, by resource
     */
    record Function(
            String name,
            String calledBy,
            long timeoutSeconds,
            int memoryMb,
            int atOnce,
            Map<String, List<String>> may) {}

    static DryRunReport of(InstallationConfig installation, List<StackTemplateUpload> templates) {
        Map<String, Map<String, Integer>> stacks = new LinkedHashMap<>();
        for (StackTemplateUpload template : templates) {
            Map<String, Integer> types = new TreeMap<>();
            template.resources().values().stream()
                    .map(resource -> resource.path("Type").asString())
                    .filter(type -> !PARTS.contains(type))
                    .forEach(type -> types.merge(type, 1, Integer::sum));
            stacks.put(template.stack(), types);
        }
        return new DryRunReport(
                stacks,
                FunctionDefinitions.rows().stream()
                        .map(DryRunReport::describeFunction)
                        .toList(),
                next(installation));
    }

    private static Function describeFunction(FunctionDefinition row) {
        Map<String, List<String>> may = new LinkedHashMap<>();
        row.grants().stream()
                .filter(grant -> !grant.actions().isEmpty())
                .forEach(grant -> may.put(resourceName(grant), grant.sortedActions()));
        return new Function(
                row.name(),
                describeTrigger(row.trigger()),
                row.timeout().toSeconds(),
                row.memoryMb(),
                row.atOnce(),
                may);
    }

    private static String resourceName(ResourceGrant grant) {
        return grant.resource().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String describeTrigger(FunctionTrigger trigger) {
        return switch (trigger) {
            case FunctionTrigger.QueueMessages(var queue, var _, var _, var _) ->
                queue.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case FunctionTrigger.TableChanges _ -> "table stream";
            case FunctionTrigger.Schedule(var expression) -> expression;
            case FunctionTrigger.ConnectionSchedule _ -> "each connection's schedule";
            case FunctionTrigger.HttpRequests _ -> "HTTP";
            case FunctionTrigger.ExternalInvocation _ -> "callers that you authorize";
            case FunctionTrigger.FunctionInvocation(var callers) -> String.join(" and ", callers) + " only";
            case FunctionTrigger.PartnerEvents _ -> "partner event buses";
        };
    }

    private static List<String> next(InstallationConfig installation) {
        List<String> next = new ArrayList<>();
        installation.secrets().all().stream()
                .filter(secret -> !installation.deployment().isExistingSecret(secret))
                .forEach(secret -> next.add("put a credential into the secret " + secret));
        installation
                .secrets()
                .exposedToPages()
                .forEach(secret -> next.add(
                        "move Slack's signing secret and the key that signs answer links out of %s into a separate secret: handle-response, which faces the internet, can read everything in the secret that it uses"
                                .formatted(secret)));
        installation.sesSender().ifPresent(from -> next.add("add the DNS records that let SES send mail as " + from));
        next.add("register each webhook URL from the stack outputs with its provider");
        installation
                .deployment()
                .domain()
                .filter(domain -> domain.hostedZone().isEmpty())
                .flatMap(DeploymentConfig.Domain::name)
                .ifPresent(name -> next.add("point %s to the output DomainTarget with a CNAME record".formatted(name)));
        next.add(installation
                .deployment()
                .alarmEmail()
                .map(email -> "confirm the alarm subscription with the link that SNS emails to " + email)
                .orElse("subscribe someone to the alarm topic"));
        if (installation.deployment().isPaused()) {
            next.add("remove 'deployment.paused': nothing runs until then");
        }
        return next;
    }

    String json() {
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + System.lineSeparator();
    }

    String text() {
        StringBuilder text = new StringBuilder("Resources that a new installation creates:\n");
        stacks.forEach((stack, types) -> {
            text.append('\n').append(stack).append('\n');
            types.forEach(
                    (type, number) -> text.append("  + %4d  %s%n".formatted(number, type.replaceFirst("AWS::", ""))));
        });
        text.append("\nTrigger and permissions of each function:\n");
        functions.forEach(function -> {
            text.append("%n%s: %s; timeout %d s, memory %d MB, concurrency %d%n"
                    .formatted(
                            function.name(),
                            function.calledBy(),
                            function.timeoutSeconds(),
                            function.memoryMb(),
                            function.atOnce()));
            function.may()
                    .forEach((resource, actions) -> text.append("  %-18s %s%n"
                            .formatted(
                                    resource,
                                    actions.stream()
                                            .map(action -> action.substring(action.indexOf(':') + 1))
                                            .collect(Collectors.joining(", ")))));
        });
        text.append("\nNext steps:\n");
        next.forEach(step -> text.append("  - ").append(step).append('\n'));
        return text.toString();
    }
}
