package io.grantkeeper.aws.sqs;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.LocalSqs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A single ElasticMQ server for all tests in this JVM. Each test creates its own queue. */
final class TestQueues {
    private static final LocalSqs LOCAL = LocalSqs.start();
    static final SqsClient CLIENT =
            new AwsClients(Map.of("GRANTKEEPER_SQS_ENDPOINT", LOCAL.endpoint().toString())).sqs();

    private TestQueues() {}

    static String create() {
        return CLIENT.createQueue(request -> request.queueName("q-" + UUID.randomUUID()))
                .queueUrl();
    }

    /** Receives and deletes all visible messages of a queue. */
    static List<Message> drain(String url) {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = CLIENT.receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            some.forEach(message ->
                    CLIENT.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        }
    }
}
