package org.chaiwei.accountability.forecast;

import org.chaiwei.accountability.calendar.WorkingDays;
import org.chaiwei.accountability.progress.DailyFigures;
import org.chaiwei.accountability.target.Targets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForecastConfiguration {

    @Bean
    Forecasting forecasting(Targets targets, DailyFigures figures) {
        return new Forecasting(targets, figures, WorkingDays.published());
    }
}
