package org.chaiwei.accountability.target;

import org.chaiwei.accountability.target.TargetCommand.Asked;
import org.chaiwei.accountability.target.TargetCommand.SetTarget;
import org.chaiwei.platform.command.CommandSender;
import org.chaiwei.platform.command.RequestContext;
import org.chaiwei.platform.security.Actor;
import org.chaiwei.platform.security.Role;
import org.chaiwei.platform.time.BusinessClock;
import org.springframework.context.SmartLifecycle;

/**
 * Sets the plan's targets when the service starts, before it takes requests. At every start, on every instance: a target that is there
 * stays as it is, with whatever has been revised since.
 */
final class SetPlanTargets implements SmartLifecycle {

    private static final String NAME = "set-plan-targets";

    private final CommandSender commands;
    private final BusinessClock clock;
    private volatile boolean running;

    SetPlanTargets(CommandSender commands, BusinessClock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public void start() {
        var plan = PlanTargets.published();
        var context = RequestContext.of(Actor.system(NAME));
        var asked = new Asked(Role.SYSTEM, clock.today(), null);
        for (var target : plan.targets())
            commands.send(
                    new SetTarget(TargetId.of(target.id()), target.id(), target.goal(), plan.effectiveFrom(), asked),
                    context);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the views' feeds and Axon's command handlers (3,072 before the last phase), before the web server (2,048). */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_560;
    }
}
