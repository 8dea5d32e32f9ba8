package io.grantkeeper.infra.stacks;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.config.Installation;
import io.grantkeeper.infra.functions.FunctionRow;
import io.grantkeeper.infra.functions.FunctionTable;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** What works: queues, functions, and everything that calls them. It holds nothing that cannot be made again. */
public final class WorkStack extends Stack {
    private final Installation installation;
    private final Queues queues;
    private final FrontDoor door;
    private final List<DeployedFunction> functions = new ArrayList<>();

    WorkStack(
            Construct scope,
            String id,
            StackProps props,
            Installation installation,
            DataStack data,
            FunctionCode code) {
        super(scope, id, props);
        this.installation = installation;
        Deployment deployment = installation.deployment();
        List<FunctionRow> rows = FunctionTable.rows();
        this.queues = new Queues(this, deployment.prefix(), data.key(), rows);
        this.door = new FrontDoor(this, deployment, data.key().getKeyArn());
        Places places = new Places(installation, this, data, queues, door.address());
        Policies policies = new Policies(installation, this, data, queues, places);
        Optional<IVpc> vpc = deployment.vpc().map(this::network);
        var surroundings = new DeployedFunction.Surroundings(
                deployment, data.key().getKeyArn(), vpc, vpc.map(this::securityGroup));
        for (FunctionRow row : rows) {
            functions.add(new DeployedFunction(
                    this, row, code.of(this, row), places.environment(row), policies::of, surroundings));
        }
        var schedules = new Schedules(this, installation, data, queues.undelivered(), calledByClock());
        var sources = new EventSources(this, data, queues, !deployment.isPaused());
        functions.forEach(function -> connect(function, schedules, sources));
        door.limit(deployment);
        Reasons.forWildcards(this, installation, functions);
        outputs();
    }

    private List<DeployedFunction> calledByClock() {
        return functions.stream()
                .filter(function -> function.row().trigger() instanceof Trigger.OfClock
                        || function.row().trigger() instanceof Trigger.OfEachConnection)
                .toList();
    }

    private void connect(DeployedFunction function, Schedules schedules, EventSources sources) {
        switch (function.row().trigger()) {
            case Trigger.OfQueue queue -> sources.read(queue, function);
            case Trigger.OfTable changes -> sources.follow(changes, function);
            case Trigger.OfClock(var expression) -> {
                schedules.call(function, expression);
                sources.setAsideWhatFails(function);
            }
            case Trigger.OfEachConnection() -> {
                schedules.callForEachConnection(function);
                sources.setAsideWhatFails(function);
            }
            case Trigger.OfRequests requests -> door.lead(requests, function);
            case Trigger.OnCall() ->
                CfnOutput.Builder.create(this, "Arn-" + function.row().name())
                        .description(function.row().purpose())
                        .value(function.alias().getFunctionArn())
                        .build();
            // The caller's role says so; nobody else is let.
            case Trigger.OfFunction _ -> {}
            case Trigger.OfBus() -> {
                sources.hear(installation.eventSources(), function);
                sources.setAsideWhatFails(function);
            }
        }
    }

    private IVpc network(Deployment.Vpc vpc) {
        IVpc network = Vpc.fromVpcAttributes(
                this,
                "Network",
                VpcAttributes.builder()
                        .vpcId(vpc.id().orElseThrow())
                        .availabilityZones(vpc.zones().orElseThrow())
                        .privateSubnetIds(vpc.subnets().orElseThrow())
                        .build());
        // Routes are the network's own affair.
        Annotations.of(network).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
        return network;
    }

    /** Nothing comes in; out go calls to AWS and to providers, and mail where it has a server of its own. */
    private ISecurityGroup securityGroup(IVpc vpc) {
        SecurityGroup group = SecurityGroup.Builder.create(this, "Functions")
                .vpc(vpc)
                .description("Functions of " + installation.deployment().prefix())
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "AWS and providers, by HTTPS");
        installation
                .alerts()
                .smtp()
                .ifPresent(smtp ->
                        group.addEgressRule(Peer.anyIpv4(), Port.tcp(smtp.port().orElse(587)), "The mail server"));
        return group;
    }

    private void outputs() {
        for (Connection connection : installation.connections()) {
            CfnOutput.Builder.create(this, "Webhook-" + connection.id())
                    .description("Where %s sends its webhooks".formatted(connection.provider()))
                    .value("%s/webhooks/%s/%s".formatted(door.address(), installation.tenant(), connection.id()))
                    .build();
        }
        tell("Address", "Everything is reached under it", "");
        tell("Decisions", "Where agents and their gateways ask, as AuthZEN has it", "/access/v1/evaluation");
        tell("DecisionsMetadata", "What AuthZEN's clients read first", "/.well-known/authzen-configuration");
        if (installation.alerts().answers().isPresent()) {
            tell("Answers", "Links in messages begin with it; alerts.answers.url has to lead here", "/answers");
        }
        installation
                .alerts()
                .slack()
                .filter(slack -> slack.signingSecret().isPresent())
                .ifPresent(_ -> tell(
                        "SlackActions",
                        "The Request URL of Slack's page 'Interactivity & Shortcuts'",
                        "/slack/actions"));
        if (installation.hasSignals()) {
            tell("SignalsMetadata", "What receivers of signals read first", "/.well-known/ssf-configuration");
        }
        CfnOutput.Builder.create(this, "FirstSweep")
                .description("Sweeps at once, where you do not want to wait for the schedule")
                .value(
                        "aws lambda invoke --function-name %s:live --cli-binary-format raw-in-base64-out --payload file://EVENT.json /dev/stdout"
                                .formatted(installation.deployment().functionName("plan-sweep")))
                .build();
    }

    private void tell(String name, String description, String path) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(door.address() + path)
                .build();
    }

    List<DeployedFunction> functions() {
        return List.copyOf(functions);
    }

    Queues queues() {
        return queues;
    }

    FrontDoor door() {
        return door;
    }
}
