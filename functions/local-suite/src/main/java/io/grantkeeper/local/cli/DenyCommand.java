package io.grantkeeper.local.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "deny", mixinStandardHelpOptions = true, description = "Refuses what an agent asks for.")
final class DenyCommand implements Callable<Integer> {
    @Mixin
    private Answering answering = new Answering();

    @Override
    public Integer call() {
        return answering.answer((answers, tenant) -> answers.deny(tenant, answering.id(), answering.by()));
    }
}
