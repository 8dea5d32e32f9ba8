package io.grantkeeper.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "expire",
        mixinStandardHelpOptions = true,
        description = "Ends an approval early, or closes an unanswered request.")
final class ExpireCommand implements Callable<Integer> {
    @Mixin
    private AccessRequestAnswer answering = new AccessRequestAnswer();

    @Override
    public Integer call() {
        return answering.answer((answers, tenant) -> answers.expire(tenant, answering.id(), answering.by()));
    }
}
