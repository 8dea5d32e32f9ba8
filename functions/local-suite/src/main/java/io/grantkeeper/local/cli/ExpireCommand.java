package io.grantkeeper.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "expire",
        mixinStandardHelpOptions = true,
        description = "Ends an approval before its time, or a request before its answer.")
final class ExpireCommand implements Callable<Integer> {
    @Mixin
    private Answering answering = new Answering();

    @Override
    public Integer call() {
        return answering.answer((answers, tenant) -> answers.expire(tenant, answering.id(), answering.by()));
    }
}
