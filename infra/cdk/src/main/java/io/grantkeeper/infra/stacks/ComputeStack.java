package io.grantkeeper.infra.stacks;

import io.grantkeeper.identity.Connection;
import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.functions.FunctionTrigger;
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

/** The stack with the queues, the functions and their triggers. It stores nothing that cannot be recreated. */
public final class ComputeStack extends Stack {
    private final InstallationConfig installation;
    private final QueueConstructs queues;
    private final PublicHttpApi door;
    private final List<DeployedFunction> functions = new ArrayList<>();

    ComputeStack(
            Construct scope,
            String id,
            StackProps props,
            InstallationConfig installation,
            DataStack data,
            FunctionCode code) {
        super(scope, id, props);
        this.installation = installation;
        DeploymentConfig deployment = installation.deployment();
        List<FunctionDefinition> rows = FunctionDefinitions.rows();
        this.queues = new QueueConstructs(this, deployment.prefix(), data.key(), rows);
        this.door = new PublicHttpApi(this, deployment, data.key().getKeyArn());
        ResourceLocations locations = new ResourceLocations(installation, this, data, queues, door.address());
        RolePolicies policies = new RolePolicies(installation, this, data, queues, locations);
        Optional<IVpc> vpc = deployment.vpc().map(this::network);
        var surroundings = new DeployedFunction.SharedSettings(
                deployment, data.key().getKeyArn(), vpc, vpc.map(this::securityGroup));
        for (FunctionDefinition row : rows) {
            functions.add(new DeployedFunction(
                    this, row, code.of(this, row), locations.environment(row), policies::of, surroundings));
        }
        var schedules = new ScheduleConstructs(this, installation, data, queues.undelivered(), scheduledFunctions());
        var sources = new EventSources(this, data, queues, !deployment.isPaused());
        functions.forEach(function -> connect(function, schedules, sources));
        door.limitDecisions(deployment);
        WildcardReasons.forWildcards(this, installation, functions);
        addOutputs();
    }

    private List<DeployedFunction> scheduledFunctions() {
        return functions.stream()
                .filter(function -> function.row().trigger() instanceof FunctionTrigger.Schedule
                        || function.row().trigger() instanceof FunctionTrigger.ConnectionSchedule)
                .toList();
    }

    private void connect(DeployedFunction function, ScheduleConstructs schedules, EventSources sources) {
        switch (function.row().trigger()) {
            case FunctionTrigger.QueueMessages queue -> sources.addQueue(queue, function);
            case FunctionTrigger.TableChanges changes -> sources.addTableStream(changes, function);
            case FunctionTrigger.Schedule(var expression) -> {
                schedules.addInstallationSchedule(function, expression);
                sources.sendFailuresToQueue(function);
            }
            case FunctionTrigger.ConnectionSchedule() -> {
                schedules.addConnectionSchedules(function);
                sources.sendFailuresToQueue(function);
            }
            case FunctionTrigger.HttpRequests requests -> door.addRoutes(requests, function);
            case FunctionTrigger.ExternalInvocation() ->
                CfnOutput.Builder.create(this, "Arn-" + function.row().name())
                        .description(function.row().purpose())
                        .value(function.alias().getFunctionArn())
                        .build();
            // The permission for this invocation is in the caller's role; nobody else is authorized.
            case FunctionTrigger.FunctionInvocation _ -> {}
            case FunctionTrigger.PartnerEvents() -> {
                sources.addPartnerEventBuses(installation.eventSources(), function);
                sources.sendFailuresToQueue(function);
            }
        }
    }

    private IVpc network(DeploymentConfig.Vpc vpc) {
        IVpc network = Vpc.fromVpcAttributes(
                this,
                "Network",
                VpcAttributes.builder()
                        .vpcId(vpc.id().orElseThrow())
                        .availabilityZones(vpc.zones().orElseThrow())
                        .privateSubnetIds(vpc.subnets().orElseThrow())
                        .build());
        // The operator configures the routing of the VPC.
        Annotations.of(network).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId");
        return network;
    }

    /**
     * Creates a security group without inbound rules. The outbound rules allow HTTPS to AWS and providers, and SMTP if
     * a mail server is configured.
     */
    private ISecurityGroup securityGroup(IVpc vpc) {
        SecurityGroup group = SecurityGroup.Builder.create(this, "Functions")
                .vpc(vpc)
                .description("Functions of " + installation.deployment().prefix())
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS to AWS and providers");
        installation
                .alerts()
                .smtp()
                .ifPresent(smtp -> group.addEgressRule(
                        Peer.anyIpv4(), Port.tcp(smtp.port().orElse(587)), "SMTP to the mail server"));
        return group;
    }

    private void addOutputs() {
        for (Connection connection : installation.connections()) {
            CfnOutput.Builder.create(this, "Webhook-" + connection.id())
                    .description("Webhook URL of %s".formatted(connection.provider()))
                    .value("%s/webhooks/%s/%s".formatted(door.address(), installation.tenant(), connection.id()))
                    .build();
        }
        addUrlOutput("Address", "Base URL of all endpoints", "");
        addUrlOutput("Decisions", "AuthZEN endpoint for agents and their gateways", "/access/v1/evaluation");
        addUrlOutput("DecisionsMetadata", "AuthZEN metadata document", "/.well-known/authzen-configuration");
        if (installation.alerts().answers().isPresent()) {
            addUrlOutput(
                    "Answers", "Base URL of the links in messages; alerts.answers.url must point here", "/answers");
        }
        installation
                .alerts()
                .slack()
                .filter(slack -> slack.signingSecret().isPresent())
                .ifPresent(_ -> addUrlOutput(
                        "SlackActions",
                        "Request URL for the 'Interactivity & Shortcuts' page of your Slack app",
                        "/slack/actions"));
        if (installation.hasSignals()) {
            addUrlOutput(
                    "SignalsMetadata",
                    "Metadata document for receivers of signals (Shared Signals Framework)",
                    "/.well-known/ssf-configuration");
        }
        CfnOutput.Builder.create(this, "FirstSweep")
                .description("Starts a sweep without waiting for the schedule")
                .value(
                        "aws lambda invoke --function-name %s:live --cli-binary-format raw-in-base64-out --payload file://EVENT.json /dev/stdout"
                                .formatted(installation.deployment().functionName("plan-sweep")))
                .build();
    }

    private void addUrlOutput(String name, String description, String path) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(door.address() + path)
                .build();
    }

    List<DeployedFunction> functions() {
        return List.copyOf(functions);
    }

    QueueConstructs queues() {
        return queues;
    }

    PublicHttpApi door() {
        return door;
    }
}
