package io.grantkeeper.local.suite;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDbServer;
import io.grantkeeper.aws.local.LocalSqs;
import io.grantkeeper.functions.receivewebhook.EventBusMessage;
import io.grantkeeper.identity.json.ModelJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the scenarios of {@link AwsEndpointContract} against test doubles, without a container. */
class AwsScenariosIT {
    private static LocalDynamoDbServer dynamoDb;
    private static LocalSqs sqs;
    private static AwsClients clients;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() {
        dynamoDb = LocalDynamoDbServer.start(Optional.empty(), 0);
        sqs = LocalSqs.start();
        environment = new TreeMap<>(Map.of(
                "GRANTKEEPER_DYNAMODB_ENDPOINT", dynamoDb.endpoint().toString(),
                "GRANTKEEPER_SQS_ENDPOINT", sqs.endpoint().toString(),
                "GRANTKEEPER_TABLE", "grantkeeper"));
        clients = new AwsClients(environment);
        new TableCreator(clients.dynamoDb()).createIfMissing("grantkeeper");
    }

    @AfterAll
    static void stop() {
        clients.close();
        sqs.close();
        dynamoDb.close();
    }

    @Test
    void movesPoisonMessageToDlq() {
        AwsScenarios.movesPoisonMessageToDlq(clients.sqs());
    }

    @Test
    void handlesPartnerEventOnce() {
        AwsScenarios.handlesPartnerEventOnce(
                clients.sqs(),
                environment,
                ModelJson.read(
                        AwsScenarios.oktaEvent()
                                .toString()
                                .replaceFirst("aws\\.partner/okta\\.com/[^\"]+", AwsScenarios.OKTA_SOURCE),
                        EventBusMessage.class));
    }
}
