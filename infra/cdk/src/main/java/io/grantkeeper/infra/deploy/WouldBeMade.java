package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.FunctionTable;
import io.grantkeeper.infra.functions.Grant;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What templates make where there is nothing yet.
 *
 * @param stacks how many of each type, by stack
 * @param functions what each may do
 * @param next what a person has to do once it is there
 */
record WouldBeMade(Map<String, Map<String, Integer>> stacks, List<Function> functions, List<String> next) {
    /** Parts of others, which are no news to anybody. */
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
     * A function as it would be.
     *
     * @param calledBy in words
     * @param may resource by resource, with IAM's actions
     */
    record Function(
            String name,
            String calledBy,
            long timeoutSeconds,
            int memoryMb,
            int atOnce,
            Map<String, List<String>> may) {}

    static WouldBeMade of(Installation installation, List<StackTemplate> templates) {
        Map<String, Map<String, Integer>> stacks = new LinkedHashMap<>();
        for (StackTemplate template : templates) {
            Map<String, Integer> types = new TreeMap<>();
            template.resources().values().stream()
                    .map(resource -> resource.path("Type").asString())
                    .filter(type -> !PARTS.contains(type))
                    .forEach(type -> types.merge(type, 1, Integer::sum));
            stacks.put(template.stack(), types);
        }
        return new WouldBeMade(
                stacks, FunctionTable.rows().stream().map(WouldBeMade::function).toList(), next(installation));
    }

    private static Function function(FunctionRow row) {
        Map<String, List<String>> may = new LinkedHashMap<>();
        row.grants().stream()
                .filter(grant -> !grant.actions().isEmpty())
                .forEach(grant -> may.put(words(grant), grant.inOrder()));
        return new Function(
                row.name(), calledBy(row.trigger()), row.timeout().toSeconds(), row.memoryMb(), row.atOnce(), may);
    }

    private static String words(Grant grant) {
        return grant.resource().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String calledBy(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OfQueue(var queue, var _, var _, var _) ->
                queue.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Trigger.OfTable _ -> "changes of the table";
            case Trigger.OfClock(var expression) -> expression;
            case Trigger.OfEachConnection _ -> "each connection's schedule";
            case Trigger.OfRequests _ -> "HTTP";
            case Trigger.OnCall _ -> "whoever you let";
            case Trigger.OfFunction(var caller) -> caller + " alone";
            case Trigger.OfBus _ -> "partners' event buses";
        };
    }

    private static List<String> next(Installation installation) {
        List<String> next = new ArrayList<>();
        installation.secrets().all().stream()
                .filter(secret -> !installation.deployment().isThere(secret))
                .forEach(secret -> next.add("put a credential into the secret " + secret));
        installation
                .secrets()
                .openToPages()
                .forEach(secret -> next.add(
                        "keep the key of links and the secret of clicks apart from the other credentials in %s: handle-response, which faces the internet, can read all of it"
                                .formatted(secret)));
        installation.sesSender().ifPresent(from -> next.add("add the DNS records that let SES send as " + from));
        next.add("give each provider its webhook's address, which the outputs name");
        installation
                .deployment()
                .domain()
                .filter(domain -> domain.hostedZone().isEmpty())
                .flatMap(Deployment.Domain::name)
                .ifPresent(name -> next.add("let %s lead to the output DomainTarget".formatted(name)));
        next.add(installation
                .deployment()
                .alarmEmail()
                .map(email -> "confirm the subscription that AWS mails to " + email)
                .orElse("subscribe somebody to the topic of alarms"));
        if (installation.deployment().isPaused()) {
            next.add("take 'deployment.paused' away again: until then nothing runs");
        }
        return next;
    }

    String json() {
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + System.lineSeparator();
    }

    String text() {
        StringBuilder text = new StringBuilder("Would be made, where there is nothing yet:\n");
        stacks.forEach((stack, types) -> {
            text.append('\n').append(stack).append('\n');
            types.forEach(
                    (type, number) -> text.append("  + %4d  %s%n".formatted(number, type.replaceFirst("AWS::", ""))));
        });
        text.append("\nWhat each function may do, and is called by:\n");
        functions.forEach(function -> {
            text.append("%n%s: %s; %d s, %d MB, at most %d at once%n"
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
        text.append("\nAfterwards you would:\n");
        next.forEach(step -> text.append("  - ").append(step).append('\n'));
        return text.toString();
    }
}
