package io.grantkeeper.aws.sqs;

import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.local.LocalSqs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** One ElasticMQ for all tests of this JVM; each test makes a queue of its own. */
final class TestQueues {
    private static final LocalSqs LOCAL = LocalSqs.start();
    static final SqsClient CLIENT =
            new AwsClients(Map.of("GRANTKEEPER_SQS_ENDPOINT", LOCAL.endpoint().toString())).sqs();

    private TestQueues() {}

    static String create() {
        return CLIENT.createQueue(request -> request.queueName("q-" + UUID.randomUUID()))
                .queueUrl();
    }

    /** Takes everything off a queue that is visible now. */
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
